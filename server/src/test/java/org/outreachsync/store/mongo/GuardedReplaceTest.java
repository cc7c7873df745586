package org.outreachsync.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import com.mongodb.client.MongoCollection;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.outreachsync.store.Things;

/**
 * What a guarded replacement makes of the answers that a server may give; a race cannot be had from a server on demand.
 */
class GuardedReplaceTest {

    private static final String ID_TAKEN =
            "E11000 duplicate key error collection: db.things index: _id_ dup key: { _id: \"b\" }";

    private final ArrayDeque<List<BulkWriteError>> answers = new ArrayDeque<>();
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void whoLostTheRaceToInsertTriesAgain() {
        answers.add(List.of(taken(1, ID_TAKEN)));
        answers.add(List.of());

        assertThat(replace("a", "b", "c")).containsExactly("a", "b", "c");
        assertThat(asked).containsExactly(3, 1);
    }

    @Test
    void whoFailsTwiceIsNotNewer() {
        answers.add(List.of(taken(0, ID_TAKEN), taken(2, ID_TAKEN)));
        answers.add(List.of(taken(1, ID_TAKEN)));

        assertThat(replace("a", "b", "c")).containsExactly("a", "b");
        assertThat(asked).containsExactly(3, 2);
    }

    @Test
    void whatTheMajorityDidNotConfirmIsUnknown() {
        var unconfirmed = failure(
                List.of(taken(0, ID_TAKEN)),
                new WriteConcernError(64, "WriteConcernTimeout", "timed out", new BsonDocument()));
        var collection = collection(() -> {
            throw unconfirmed;
        });

        assertThatExceptionOfType(MongoBulkWriteException.class)
                .isThrownBy(() -> new GuardedReplace(Things.TABLE, collection).run(List.of(Things.thing("a", 1))));
        assertThat(MongoErrors.isMoreThanDuplicates(unconfirmed)).isTrue();
    }

    private Set<String> replace(String... ids) {
        var collection = collection(() -> {
            var errors = answers.remove();
            if (!errors.isEmpty()) {
                throw failure(errors, null);
            }
        });
        return new GuardedReplace(Things.TABLE, collection)
                .run(List.of(ids).stream().map(id -> Things.thing(id, 1)).toList());
    }

    /** A collection that knows bulk writes only. */
    @SuppressWarnings("unchecked")
    private MongoCollection<BsonDocument> collection(Runnable bulkWrite) {
        return (MongoCollection<BsonDocument>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MongoCollection.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("bulkWrite");
                    asked.add(((List<?>) arguments[0]).size());
                    bulkWrite.run();
                    return BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of());
                });
    }

    private static BulkWriteError taken(int index, String message) {
        return new BulkWriteError(11000, message, new BsonDocument(), index);
    }

    private static MongoBulkWriteException failure(
            List<BulkWriteError> errors, @Nullable WriteConcernError unconfirmed) {
        return new MongoBulkWriteException(
                BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()),
                errors,
                unconfirmed,
                new ServerAddress(),
                Set.of());
    }
}
