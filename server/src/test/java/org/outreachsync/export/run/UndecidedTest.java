package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.ledger.Stop;
import org.outreachsync.export.safety.Earlier;
import org.outreachsync.indicator.Period;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.Document;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;

/** What is prepared binds every other export, so it is released or given up within a known time. */
class UndecidedTest {

    private static final String SECOND = "DONOR.MONTHLY.202609.2";
    private static final Period SEPTEMBER = Period.parse("202609");

    @TempDir
    private Path folder;

    private ExportsRig rig;
    private Exports server;
    private final AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();

    @BeforeEach
    void open() {
        rig = new ExportsRig(
                new ForwardingStore(new MemoryStore()) {
                    @Override
                    public List<Document> get(Table table, Collection<String> ids) {
                        var failure = broken.get();
                        if (failure != null && table.equals(Tables.EXPORT_SNAPSHOTS)) {
                            throw failure;
                        }
                        return super.get(table, ids);
                    }
                },
                folder);
        rig.save(ExportsRig.BY_HAND).save(ExportsRig.BY_HAND.replace("DONOR", "FUND"));
        rig.figures.byPeriod.put("202609", 41L);
        server = rig.server();
    }

    /** What another recipient's export has to be safe beside. */
    private List<Long> known() {
        server.dryRun(ExportsRig.read(ExportsRig.BY_HAND.replace("DONOR", "FUND"), 1), SEPTEMBER);
        return rig.figures.known.getLast().stream().map(Earlier::value).toList();
    }

    private void propose() {
        server.start("DONOR", SEPTEMBER, "p1");
        rig.tick(server);
        rig.figures.byPeriod.put("202609", 63L);
        assertThat(server.start("DONOR", SEPTEMBER, "p1").entries())
                .extracting(entry -> entry.id() + " " + entry.state())
                .containsExactly(SECOND + " NEEDS_APPROVAL");
    }

    @Test
    void aRestatementThatNobodyApprovesInTimeIsWithdrawnAndPeopleAreTold() {
        propose();
        assertThat(known()).containsExactly(41L, 63L);
        var until = server.approveUntil(server.get(SECOND)).orElseThrow();
        assertThat(Duration.between(rig.now(), until)).isEqualTo(Duration.ofDays(90));
        rig.pass(Duration.ofDays(90).minusSeconds(1));
        rig.tick(server);
        assertThat(server.get(SECOND).state()).isEqualTo(State.NEEDS_APPROVAL);

        rig.pass(Duration.ofHours(1));
        rig.tick(server);
        rig.tick(server);
        assertThat(server.get(SECOND).stop()).isEqualTo(Stop.withdrawn("Nobody approved it within 90 days.", ""));
        assertThat(rig.told).containsOnlyOnce("EXPIRED " + SECOND);
        assertThat(known()).as("nobody was told of it").containsExactly(41L);
        assertThat(server.waiting()).containsEntry(State.NEEDS_APPROVAL, 0L).containsEntry(State.STOPPED, 0L);
        assertThat(server.approveUntil(server.get(SECOND))).isEmpty();
        assertThatThrownBy(() -> server.approve(SECOND, "p2")).isInstanceOf(RefusedException.class);
        assertThat(server.start("DONOR", SEPTEMBER, "p1").entries())
                .as("it is proposed again if it is still needed")
                .extracting(entry -> entry.id().toString())
                .containsExactly("DONOR.MONTHLY.202609.3");
    }

    @Test
    void aRestatementOfADestinationThatWasRemovedIsWithdrawn() {
        propose();
        rig.removed.add("DONOR");
        rig.pass(Duration.ofHours(1));
        rig.tick(server);
        assertThat(server.get(SECOND).stop()).isEqualTo(Stop.withdrawn("The destination was removed.", ""));
        assertThat(known()).containsExactly(41L);
    }

    @Test
    void anExportWhoseFilesCannotBeWrittenForAnyReasonIsGivenUp() {
        broken.set(new StoreException("damaged", null));
        server.start("DONOR", SEPTEMBER, "p1");
        broken.set(null);
        assertThat(known()).as("it may still be told").containsExactly(41L);
        broken.set(new IllegalStateException("a mistake of the program"));
        for (int round = 0; round < 12; round++) {
            rig.pass(Duration.ofMinutes(40));
            rig.tick(server);
        }
        var stop = server.get("DONOR.MONTHLY.202609.1").stop();
        assertThat(stop == null ? null : stop.code()).isEqualTo(Stop.Code.NOT_WRITTEN);
        assertThat(rig.told).contains("OWNER_HELPS DONOR.MONTHLY.202609.1");
        broken.set(null);
        assertThat(known()).isEmpty();
    }

    @Test
    void whatTheMappingStoppedIsNotTakenAsTold() {
        var mapped = ExportsRig.BY_HAND.replace("[csv]", "[dhis2_json]") + """
                  - code: QUARTERLY
                    title: {en: A quarter}
                    period: quarter
                    areas: [site]
                    indicators: [{code: CONTACTS}]
                mapping:
                  version: 1
                  default_combo: HllvX50cXC0
                  data_sets:
                    MONTHLY: {data_set: lyLU2wR22tC}
                  org_units:
                    "site:OSH-1": g8upMTyEZGZ
                  figures:
                    - {data_set: MONTHLY, indicator: CONTACTS, data_element: fbfJHSPpUQD}
                """;
        rig.save(mapped);
        rig.figures.byPeriod.put("2026Q3", 120L);
        assertThat(server.start("DONOR", null, "p1").entries())
                .extracting(entry -> entry.id() + " " + entry.state())
                .containsExactlyInAnyOrder("DONOR.MONTHLY.202609.1 RELEASED", "DONOR.QUARTERLY.2026Q3.1 STOPPED");
        assertThat(known()).as("the quarter was told to nobody").containsExactly(41L);
    }
}
