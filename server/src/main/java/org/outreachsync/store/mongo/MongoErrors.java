package org.outreachsync.store.mongo;

import com.mongodb.ClientBulkWriteException;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoStalePrimaryException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.WriteError;
import java.util.Set;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;

/** Maps MongoDB's errors to exceptions. */
final class MongoErrors {

    /**
     * Error codes after which a retry may succeed: those in MongoDB's specification of retryable writes, and further
     * ones for limits of time or space.
     */
    private static final Set<Integer> PASSING = Set.of(
            6, // HostUnreachable
            7, // HostNotFound
            50, // MaxTimeMSExpired
            64, // WriteConcernTimeout
            89, // NetworkTimeout
            91, // ShutdownInProgress
            112, // WriteConflict
            133, // FailedToSatisfyReadPreference
            134, // ReadConcernMajorityNotAvailableYet
            189, // PrimarySteppedDown
            262, // ExceededTimeLimit
            462, // IngressRequestRateLimitExceeded
            9001, // SocketException
            10107, // NotWritablePrimary
            11600, // InterruptedAtShutdown
            11602, // InterruptedDueToReplStateChange
            13435, // NotPrimaryNoSecondaryOk
            13436, // NotPrimaryOrSecondary
            14031); // OutOfDiskSpace

    private MongoErrors() {}

    /** Whether the id or a unique key exists already. */
    static boolean isDuplicate(WriteError error) {
        return error.getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    /** Whether the majority did not confirm, or anything other than a duplicate key failed. */
    static boolean isMoreThanDuplicates(MongoBulkWriteException failure) {
        return failure.getWriteConcernError() != null
                || !failure.getWriteErrors().stream().allMatch(MongoErrors::isDuplicate);
    }

    /** The same for writes to several collections. */
    static boolean isMoreThanDuplicates(ClientBulkWriteException failure) {
        return failure.getCause() != null
                || !failure.getWriteConcernErrors().isEmpty()
                || !failure.getWriteErrors().values().stream().allMatch(MongoErrors::isDuplicate);
    }

    /** The exception. */
    static StoreException translate(MongoException failure) {
        var message = "MongoDB answered " + failure.getClass().getSimpleName() + ", code " + failure.getCode();
        return mayPass(failure)
                ? new StoreUnavailableException(message, failure)
                : new StoreException(message, failure);
    }

    private static boolean mayPass(MongoException failure) {
        return switch (failure) {
            case MongoTimeoutException _,
                    MongoExecutionTimeoutException _,
                    MongoSocketException _,
                    MongoConnectionPoolClearedException _,
                    MongoServerUnavailableException _,
                    MongoNotPrimaryException _,
                    MongoNodeIsRecoveringException _,
                    MongoStalePrimaryException _,
                    MongoCursorNotFoundException _,
                    MongoWriteConcernException _,
                    MongoInterruptedException _ -> true;
            case MongoSecurityException security ->
                security.getCause() instanceof MongoException cause && mayPass(cause);
            case MongoBulkWriteException bulk -> mayPass(bulk);
            case ClientBulkWriteException bulk -> mayPass(bulk);
            case MongoCommandException command -> PASSING.contains(command.getErrorCode()) || isRetryable(command);
            default -> isRetryable(failure);
        };
    }

    private static boolean mayPass(MongoBulkWriteException bulk) {
        return bulk.getWriteConcernError() != null
                || isRetryable(bulk)
                || bulk.getWriteErrors().stream().anyMatch(error -> PASSING.contains(error.getCode()));
    }

    private static boolean mayPass(ClientBulkWriteException bulk) {
        return !bulk.getWriteConcernErrors().isEmpty()
                || isRetryable(bulk)
                || (bulk.getCause() != null && mayPass(bulk.getCause()))
                || bulk.getWriteErrors().values().stream().anyMatch(error -> PASSING.contains(error.getCode()));
    }

    private static boolean isRetryable(MongoException failure) {
        return failure.hasErrorLabel("RetryableWriteError") || failure.hasErrorLabel("RetryableError");
    }
}
