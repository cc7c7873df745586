package org.outreachsync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.store.Things.TABLE;
import static org.outreachsync.store.Things.thing;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A store that can tell whether anything was written since it was asked last. */
public interface ChangesContract {

    /** The store under test. */
    DocumentStore store();

    /** The same documents, as another process opens them. */
    DocumentStore openAnother();

    @Test
    default void everyWriteOfEveryProcessIsAChange() {
        var before = new Last(store().changes().orElseThrow());
        for (var writer : List.of(store(), openAnother())) {
            var id = "of " + writer.hashCode();
            writer.insert(TABLE, thing(id, 1));
            before.isFollowedBy(store(), "an insert");
            writer.replaceIfNewer(TABLE, List.of(thing(id, 2)));
            before.isFollowedBy(store(), "a replacement");
            writer.write(List.of(TableWrite.newer(TABLE, List.of(thing(id, 3)))));
            before.isFollowedBy(store(), "several writes");
            writer.remove(TABLE, writer.get(TABLE, List.of(id)));
            before.isFollowedBy(store(), "a removal");
        }
    }

    @Test
    default void aReadIsNoChange() {
        store().insert(TABLE, thing("read", 1));
        var before = store().changes();

        store().get(TABLE, List.of("read"));
        store().range(TABLE, Range.last("things_name", List.of("read")));
        openAnother().get(TABLE, List.of("read"));

        assertThat(store().changes()).isEqualTo(before);
    }

    /** The number that was told last. */
    final class Last {
        private long number;

        private Last(long number) {
            this.number = number;
        }

        private void isFollowedBy(DocumentStore store, String what) {
            long now = store.changes().orElseThrow();
            assertThat(now).as("after %s", what).isNotEqualTo(number);
            number = now;
        }
    }
}
