package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.outreachsync.store.Document;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.memory.MemoryStore;

/** What a server does at its start. */
class CatchUpTest {

    private final AtomicBoolean fails = new AtomicBoolean();

    /** A store of which the next read fails. */
    private final class Interrupted extends ForwardingStore {

        Interrupted() {
            super(new MemoryStore());
        }

        private void read() {
            if (fails.getAndSet(false)) {
                throw new StoreUnavailableException("gone for a moment", null);
            }
        }

        @Override
        public List<Document> get(Table table, Collection<String> ids) {
            read();
            return super.get(table, ids);
        }

        @Override
        public List<Document> range(Table table, Range range) {
            read();
            return super.range(table, range);
        }
    }

    @Test
    void aSiteThatCannotBeReadDoesNotKeepTheNextFromBeingBroughtUp() throws InterruptedException {
        var done = new LinkedBlockingQueue<String>();
        var sync = new Field(new Interrupted()).engine().sync(TestTerms.of(TestTerms.programme()), done::add);
        fails.set(true);

        new CatchUp(sync).start(List.of("OSH-1", "OSH-2"));

        assertThat(done.poll(30, TimeUnit.SECONDS)).isEqualTo("OSH-2");
        assertThat(fails).isFalse();
    }
}
