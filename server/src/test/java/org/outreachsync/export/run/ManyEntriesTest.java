package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.EntryId;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.indicator.Period;
import org.outreachsync.store.Document;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Range;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;

/** A programme that has made exports for many years, of which nobody has cleaned up what was stopped. */
class ManyEntriesTest {

    private static final int REVISIONS = Range.LIMIT_MAX + 1;

    @TempDir
    private Path folder;

    private final AtomicInteger opened = new AtomicInteger();
    private ExportsRig rig;
    private Exports server;

    @BeforeEach
    void stopMany() {
        rig = new ExportsRig(
                new ForwardingStore(new MemoryStore()) {
                    @Override
                    public List<Document> range(Table table, Range range) {
                        var found = super.range(table, range);
                        if (table.equals(Tables.EXPORTS)) {
                            opened.addAndGet(found.size());
                        }
                        return found;
                    }
                },
                folder);
        rig.save(ExportsRig.BY_HAND);
        var ledger = new Ledger(rig.store, rig.sealer);
        var stop = new Stop(Stop.Code.NOT_COUNTABLE, "A site is gone.", List.of());
        for (int revision = 1; revision <= REVISIONS; revision++) {
            rig.pass(Duration.ofMillis(1));
            var id = new EntryId("DONOR", "MONTHLY", Period.parse("202608"), revision);
            ledger.add(Entry.planned(id, new Entry.Origin(rig.now(), "", "", rig.now()))
                    .stopped(stop, null));
        }
        server = rig.server();
    }

    @Test
    void theNewestIsListedFirstAndARoundOpensNone() {
        assertThat(server.list(null, State.STOPPED, null, 2))
                .extracting(entry -> entry.id().revision())
                .containsExactly(REVISIONS, REVISIONS - 1);
        assertThat(server.list("DONOR", State.STOPPED, null, 1))
                .extracting(entry -> entry.id().revision())
                .containsExactly(REVISIONS);

        rig.tick(server);
        assertThat(server.waiting())
                .as("all but the last are followed by a later revision")
                .containsEntry(State.STOPPED, 1L);
        opened.set(0);
        rig.pass(Duration.ofSeconds(10));
        rig.tick(server);
        assertThat(opened).as("entries that a round opened").hasValue(0);
    }
}
