package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.ledger.State;
import org.outreachsync.indicator.Period;
import org.outreachsync.store.memory.MemoryStore;

/** What killed servers leave behind is removed, and nothing of a living one. */
class LeftBehindTest {

    private static final String FIRST = "DONOR.MONTHLY.202609.1";
    private static final Period SEPTEMBER = Period.parse("202609");

    @TempDir
    private Path folder;

    private final KeptSnapshots store = new KeptSnapshots(new MemoryStore());
    private ExportsRig rig;

    @BeforeEach
    void oneDestination() {
        rig = new ExportsRig(store, folder).save(ExportsRig.BY_HAND);
        rig.figures.byPeriod.put("202609", 41L);
    }

    private void killedBeforeTheLedgerKnowsOfIt() {
        store.isKilledAtTheLedger = true;
        var killed = rig.server();
        assertThatThrownBy(() -> killed.start("DONOR", SEPTEMBER, "p1")).isInstanceOf(KeptSnapshots.Killed.class);
        store.isKilledAtTheLedger = false;
    }

    @Test
    void snapshotsThatNoEntryNamesAreRemovedAfterADay() {
        var server = rig.server();
        server.start("DONOR", SEPTEMBER, "p1");
        rig.tick(server);
        var named = store.parts();
        rig.figures.byPeriod.put("202609", 90L);
        killedBeforeTheLedgerKnowsOfIt();
        assertThat(store.parts()).hasSizeGreaterThan(named.size());

        rig.pass(Duration.ofHours(23));
        rig.tick(server);
        assertThat(store.parts()).as("its server may live").hasSizeGreaterThan(named.size());
        rig.pass(Duration.ofHours(2));
        rig.tick(rig.server());
        assertThat(store.parts()).isEqualTo(named);
        assertThat(server.get(FIRST).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void snapshotsThatAnEntryNamesStayThoughTheirServerWasKilledRightAfterIt() throws IOException {
        var server = rig.server();
        server.start("DONOR", SEPTEMBER, "p1");
        var named = store.parts();
        store.isKilledAtTheLedger = true;
        rig.pass(Duration.ofDays(2));
        assertThatThrownBy(() -> rig.server().sendAgain(FIRST, "p1")).isInstanceOf(KeptSnapshots.Killed.class);
        store.isKilledAtTheLedger = false;
        rig.tick(server);
        rig.pass(Duration.ofDays(2));
        rig.tick(server);
        assertThat(store.parts()).isEqualTo(named);
        assertThat(server.rebuild(FIRST)).hasSize(3);
    }

    @Test
    void aServerThatWasOvertakenLeavesNothing() {
        var server = rig.server();
        var other = rig.server();
        rig.figures.meanwhile = () -> {
            rig.figures.meanwhile = () -> {};
            other.start("DONOR", SEPTEMBER, "p2");
        };
        server.start("DONOR", SEPTEMBER, "p1");
        assertThat(store.parts()).as("the table and the counts of one export").hasSize(2);
        assertThat(server.get(FIRST).state()).isEqualTo(State.RELEASED);
    }

    @Test
    void unfinishedFilesOfKilledServersAreRemovedAndThoseOfLivingOnesStay() throws IOException {
        try (var living = Workplace.create(folder)) {
            Files.writeString(living.folder().resolve("half.csv"), "half");
            var lock = Files.createFile(folder.resolve(".writing-1234.lock"));
            var dead = Files.createDirectory(folder.resolve(".writing-1234"));
            Files.writeString(dead.resolve("half.csv"), "half");
            var kept = Files.createDirectory(folder.resolve("somebody else's"));

            rig.tick(rig.server());
            assertThat(dead).doesNotExist();
            assertThat(lock).doesNotExist();
            assertThat(kept).isDirectory();
            assertThat(living.folder().resolve("half.csv")).exists();
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/.writing-*");
    }
}
