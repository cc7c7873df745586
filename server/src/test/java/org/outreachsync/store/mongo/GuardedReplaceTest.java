package org.outreachsync.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Things;

/**
 * What a guarded replacement makes of the answers that a server may give; a race cannot be had from a server on demand.
 */
class GuardedReplaceTest {

    private final ArrayDeque<List<Integer>> answers = new ArrayDeque<>();
    private final List<BsonDocument> stored = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void whoLostTheRaceToInsertTriesAgain() {
        answers.add(List.of(1));
        answers.add(List.of());

        assertThat(replace("a", "b", "c")).containsExactly("a", "b", "c");
        assertThat(asked).containsExactly(3, 1);
    }

    @Test
    void whoFailsTwiceIsNotNewer() {
        answers.add(List.of(0, 2));
        answers.add(List.of(1));
        stored.add(held("c", 1));

        assertThat(replace("a", "b", "c")).containsExactly("a", "b");
        assertThat(asked).containsExactly(3, 2);
    }

    @Test
    void whoFailsTwiceOverAnOlderDocumentOrNoneHasMetAnotherIndex() {
        answers.add(List.of(0));
        answers.add(List.of(0));
        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> replace("a"));

        answers.add(List.of(0));
        answers.add(List.of(0));
        stored.add(held("a", 0));
        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> replace("a"));
    }

    @Test
    void whatTheMajorityDidNotConfirmIsUnknown() {
        var unconfirmed =
                failure(List.of(0), new WriteConcernError(64, "WriteConcernTimeout", "timed out", new BsonDocument()));
        var replace = new GuardedReplace(
                Things.TABLE,
                WriteMark.fresh(),
                upserts -> {
                    throw unconfirmed;
                },
                ids -> stored);

        assertThatExceptionOfType(MongoBulkWriteException.class)
                .isThrownBy(() -> replace.run(List.of(Things.thing("a", 1))));
        assertThat(MongoErrors.isMoreThanDuplicates(unconfirmed)).isTrue();
    }

    private Set<String> replace(String... ids) {
        var replace = new GuardedReplace(
                Things.TABLE,
                WriteMark.fresh(),
                upserts -> {
                    asked.add(upserts.size());
                    var errors = answers.remove();
                    if (!errors.isEmpty()) {
                        throw failure(errors, null);
                    }
                },
                wanted -> stored);
        return replace.run(List.of(ids).stream().map(id -> Things.thing(id, 1)).toList());
    }

    private static BsonDocument held(String id, long version) {
        return new BsonDocument("_id", new BsonString(id)).append("v", new BsonInt64(version));
    }

    private static MongoBulkWriteException failure(List<Integer> taken, @Nullable WriteConcernError unconfirmed) {
        var errors = taken.stream()
                .map(index -> new BulkWriteError(11000, "E11000 duplicate key error", new BsonDocument(), index))
                .toList();
        return new MongoBulkWriteException(
                BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()),
                errors,
                unconfirmed,
                new ServerAddress(),
                Set.of());
    }
}
