package org.outreachsync.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.RecordId;
import org.outreachsync.store.Document;
import org.outreachsync.store.Range;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;

/** Reviews are found by what they are about, of which a store sees nothing. */
class ReviewStoreTest {

    private static final String SITE = "OSH-1";
    private static final RecordId RECORD = RecordId.counted(1, 1, 1);

    private final MemoryStore store = new MemoryStore();
    private final ReviewStore reviews =
            new ReviewStore(store, Keyring.ephemeral().sealer());

    private static Review review(String id, Review.Kind kind, boolean open) {
        return new Review(id, SITE, 3, 2, open, kind, 7, List.of(RECORD), List.of("result"));
    }

    private static final Review VALUES = review(Review.recordId(SITE, RECORD), Review.Kind.VALUES_DISAGREE, true);
    private static final Review DUPLICATE =
            review(Review.eventId(SITE, "0".repeat(64)), Review.Kind.POSSIBLE_DUPLICATE, true);
    private static final Review DEATH = review(Review.afterDeathId(SITE, RECORD), Review.Kind.MET_AFTER_DEATH, true);

    @Test
    void aStoreCannotTellOneKindFromAnother() {
        var written =
                reviews.writeOf(List.of(VALUES, DUPLICATE, DEATH), Set.of()).documents();

        assertThat(written)
                .extracting(Document::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("OSH-1/[0-9a-f]{64}"));
        assertThat(written)
                .extracting(Document::fields)
                .allMatch(written.getFirst().fields()::equals);
        assertThat(written).extracting(document -> document.body().length).containsOnly(256 + 33);
        written.forEach(Tables.REVIEWS::check);
    }

    @Test
    void aSiteMayHaveMoreOpenReviewsThanARangeReturns() {
        var many = IntStream.rangeClosed(1, Range.LIMIT_MAX + 1)
                .mapToObj(no -> RecordId.counted(1, 1, no))
                .map(id -> new Review(
                        Review.recordId(SITE, id),
                        SITE,
                        id.counter(),
                        id.counter(),
                        true,
                        Review.Kind.VALUES_DISAGREE,
                        7,
                        List.of(id),
                        List.of("result")))
                .toList();
        store.write(List.of(reviews.writeOf(many, Set.of())));

        assertThat(reviews.allOpen(SITE)).containsExactlyElementsOf(many);
        var visited = new LinkedHashSet<Review>();
        reviews.forEachOpen(SITE, visited::add);
        assertThat(visited).containsExactlyElementsOf(many);
    }

    @Test
    void eachIsFoundAndClosedByItsId() {
        store.write(List.of(reviews.writeOf(List.of(VALUES, DUPLICATE, DEATH), Set.of())));
        assertThat(reviews.open(SITE, 0, 10)).containsExactlyInAnyOrder(VALUES, DUPLICATE, DEATH);

        var closed = new Review(DEATH.id(), SITE, 4, 4, false, DEATH.kind(), DEATH.type(), List.of(), List.of());
        store.write(List.of(reviews.writeOf(List.of(closed), Set.of())));
        assertThat(reviews.open(List.of(VALUES.id(), DEATH.id()))).containsOnlyKeys(VALUES.id());
        assertThat(reviews.countOpen(SITE)).isEqualTo(2);
    }
}
