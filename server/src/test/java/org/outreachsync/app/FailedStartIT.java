package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/** A start that fails leaves nothing running in its process, which may try again. */
class FailedStartIT {

    private static final class NoSites extends ForwardingStore {

        NoSites(DocumentStore store) {
            super(store);
        }

        @Override
        public List<Document> range(Table table, Range range) {
            if (table.equals(Tables.SITES)) {
                throw new StoreUnavailableException("the store has just gone", null);
            }
            return super.range(table, range);
        }
    }

    private static Set<Thread> ofVertx() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("vert"))
                .collect(Collectors.toSet());
    }

    @Test
    void aStoreThatFailsAtTheStartLeavesNoThreads() throws InterruptedException {
        var before = ofVertx();

        assertThatThrownBy(() -> new ServerRig(Map.of(), NoSites::new)).isInstanceOf(StoreUnavailableException.class);

        var left = ofVertx();
        left.removeAll(before);
        for (var thread : left) {
            assertThat(thread.join(Duration.ofSeconds(30))).as(thread.getName()).isTrue();
        }
    }
}
