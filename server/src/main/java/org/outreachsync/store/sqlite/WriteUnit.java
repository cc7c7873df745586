package org.outreachsync.store.sqlite;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;

/** One caller's write, with its own outcome: all or nothing within its group. */
final class WriteUnit<T> {

    private final String table;
    private final SqliteSession.Work<T> work;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable DuplicateKeyException duplicate;

    WriteUnit(String table, SqliteSession.Work<T> work) {
        this.table = table;
        this.work = work;
    }

    /** A unit that nobody waits for. */
    static WriteUnit<Boolean> nothing() {
        var unit = new WriteUnit<>("", session -> true);
        unit.outcome.complete(true);
        return unit;
    }

    /** Whether the caller has stopped waiting. */
    boolean isGivenUp() {
        return outcome.isDone();
    }

    /**
     * Runs inside the writer's transaction. A duplicate key rolls back this unit alone; any other failure fails the
     * group.
     */
    void run(SqliteSession session) throws SQLException {
        session.prepare("SAVEPOINT unit").execute();
        try {
            result = work.run(session);
        } catch (SQLException e) {
            if (!SqliteErrors.isDuplicate(e)) {
                throw e;
            }
            duplicate = new DuplicateKeyException(table, e);
            session.prepare("ROLLBACK TO unit").execute();
        } catch (DuplicateKeyException found) {
            duplicate = found;
            session.prepare("ROLLBACK TO unit").execute();
        }
        session.prepare("RELEASE unit").execute();
    }

    /**
     * Completes the caller's wait, after the commit: by now, the document that a duplicate collided with is durable,
     * too.
     */
    void settle() {
        if (duplicate == null) {
            outcome.complete(result);
        } else {
            outcome.completeExceptionally(duplicate);
        }
    }

    /** Tells the caller that the group failed. */
    void fail(StoreException failure) {
        outcome.completeExceptionally(failure);
    }

    /** Waits for the outcome. */
    T await(long timeoutMillis) {
        try {
            return outcome.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            outcome.cancel(false);
            throw new StoreUnavailableException("the writer did not answer within " + timeoutMillis + " ms", e);
        } catch (InterruptedException e) {
            outcome.cancel(false);
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting for a commit", e);
        } catch (ExecutionException e) {
            throw (StoreException) e.getCause();
        }
    }
}
