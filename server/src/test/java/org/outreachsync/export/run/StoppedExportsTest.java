package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.indicator.Period;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.memory.MemoryStore;

/** What an export depends on may be gone when its turn comes. It is stopped with a code, and nothing leaves. */
class StoppedExportsTest {

    private static final String OCTOBER = "DONOR.MONTHLY.202610.1";

    @TempDir
    private Path folder;

    private ExportsRig rig;
    private Exports server;

    @BeforeEach
    void open() {
        rig = new ExportsRig(new MemoryStore(), folder.resolve("files")).save(ExportsRig.MONTHLY);
        rig.figures.byPeriod.put("202610", 41L);
        server = rig.server();
        rig.tick(server);
    }

    /** October is due, and waits for tablets. */
    private void octoberWaits() {
        rig.haveSynced = false;
        rig.at("2026-11-06T00:00:00Z");
        rig.tick(server);
        assertThat(server.get(OCTOBER).state()).isEqualTo(State.WAITING);
    }

    private void goOn() {
        rig.haveSynced = true;
        rig.tick(server);
    }

    private void isStopped(String id, Stop.Code code, String reason) {
        var entry = server.get(id);
        assertThat(entry.state()).isEqualTo(State.STOPPED);
        assertThat(entry.stop()).isNotNull().satisfies(stop -> {
            assertThat(stop.code()).isEqualTo(code);
            assertThat(stop.reason()).contains(reason);
        });
        assertThat(rig.channel.ids).isEmpty();
        assertThat(server.waiting()).containsEntry(State.STOPPED, 1L);
    }

    @Test
    void aDestinationThatIsGone() {
        octoberWaits();
        rig.removed.add("DONOR");
        goOn();
        isStopped(OCTOBER, Stop.Code.NO_DESTINATION, "The destination is not there any more.");
    }

    @Test
    void aDataSetThatIsGone() {
        octoberWaits();
        rig.save(ExportsRig.MONTHLY.replace("- code: MONTHLY", "- code: OTHERS"));
        goOn();
        isStopped(OCTOBER, Stop.Code.NO_DESTINATION, "no such data set any more");
    }

    @Test
    void aSiteThatIsGone() {
        octoberWaits();
        rig.figures.uncountable = new RefusedException(Code.NOT_FOUND, "There is no site OSH-1.");
        goOn();
        isStopped(OCTOBER, Stop.Code.NOT_COUNTABLE, "There is no site OSH-1.");

        rig.figures.uncountable = null;
        assertThat(server.start("DONOR", Period.parse("202610"), "p1").entries())
                .as("once the document is corrected")
                .extracting(entry -> entry.id() + " " + entry.state())
                .containsExactly(OCTOBER + " RELEASED");
    }

    @Test
    void aDocumentThatCannotBeReadAnyMoreBeforeTheFilesAreWritten() throws IOException {
        Files.writeString(folder.resolve("files"), "in the way");
        server.start("DONOR", Period.parse("202609"), "p1");
        Files.delete(folder.resolve("files"));
        rig.unreadable.add("DONOR");
        rig.pass(Duration.ofMinutes(2));
        rig.tick(server);
        isStopped(
                "DONOR.MONTHLY.202609.1",
                Stop.Code.FILES_DIFFER,
                "The document of the destination cannot be read any more.");
    }
}
