package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.State;
import org.outreachsync.indicator.Period;
import org.outreachsync.store.memory.MemoryStore;

/** A document is corrected after periods were released by it: the mapping was wrong, or the policy is another one. */
class CorrectedDocumentsTest {

    private static final String SECOND = "DONOR.MONTHLY.202609.2";
    private static final String EXACT = ExportsRig.BY_HAND.replace(
            "formats: [csv]",
            "formats: [csv, pdf]\npolicy: {kind: exact, decision: {by: Me, on: 2026-01-01, why: an agreement that binds them}}");
    private static final String SUPPRESS =
            ExportsRig.BY_HAND.replace("formats: [csv]", "formats: [csv, pdf]\npolicy: {kind: suppress}");
    private static final String MAPPED = ExportsRig.BY_HAND.replace("[csv]", "[dhis2_json]") + """
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

    @TempDir
    private Path folder;

    private ExportsRig rig;
    private Exports server;

    @BeforeEach
    void open() {
        rig = new ExportsRig(new MemoryStore(), folder);
        rig.figures.byPeriod.put("202608", 32L);
        rig.figures.byPeriod.put("202609", 41L);
        server = rig.server();
    }

    private List<Entry> start(String period) {
        return server.start("DONOR", Period.parse(period), "p1").entries();
    }

    @Test
    void aRunProposesFilesOfAnotherShapeAndAScheduleDoesNot() {
        rig.save(ExportsRig.MONTHLY);
        start("202609");
        rig.channel.answers.add(new Outcome.NeedsHelp("E8020", Outcome.HelpFrom.OWNER));
        rig.tick(server);
        assertThat(start("202609")).isEmpty();

        rig.save(ExportsRig.MONTHLY
                .replace("[csv]", "[csv, xlsx]")
                .replace("A programme", "Another name")
                .replace("publisher", "language: ru\npublisher"));
        rig.tick(server);
        rig.at("2026-11-06T00:00:00Z");
        rig.tick(server);
        assertThat(server.list("DONOR", State.NEEDS_APPROVAL, null, 10))
                .as("the schedule counts September again, and only figures are reason enough")
                .isEmpty();

        var proposed = start("202609").getFirst();
        assertThat(proposed.id()).hasToString(SECOND);
        assertThat(proposed.state()).isEqualTo(State.NEEDS_APPROVAL);
        assertThat(proposed.changes())
                .extracting(change -> change.cell() + ": " + change.before() + " -> " + change.after())
                .containsExactly(
                        "publisher: A programme -> Another name", "language: en -> ru", "formats: csv -> csv, xlsx");
        assertThat(start("202609")).extracting(Entry::id).containsExactly(proposed.id());
        server.approve(SECOND, "p2");
        rig.tick(server);
        assertThat(rig.channel.ids).endsWith(SECOND);
        assertThat(rig.channel.arrived.getLast()).containsKey("DONOR_MONTHLY_202609_r2.xlsx");
        assertThat(start("202609")).isEmpty();
    }

    @Test
    void aProposalForTheDocumentIsWithdrawnWhenTheDocumentIsAsBefore() {
        rig.save(ExportsRig.BY_HAND);
        start("202609");
        rig.save(ExportsRig.BY_HAND.replace("[csv]", "[csv, xlsx]"));
        start("202609");
        rig.save(ExportsRig.BY_HAND);
        assertThat(start("202609")).isEmpty();
        assertThat(server.get(SECOND).state()).isEqualTo(State.STOPPED);
    }

    @Test
    void aCorrectedMappingEmptiesTheCellsThatWereFilledByMistake() throws Exception {
        rig.save(MAPPED);
        start("202609");
        rig.tick(server);
        assertThat(json()).contains("fbfJHSPpUQD").doesNotContain("deleted");

        rig.save(MAPPED.replace("fbfJHSPpUQD", "Jtf34kNZhzP").replace("version: 1", "version: 2"));
        assertThat(start("202609").getFirst().changes())
                .containsExactly(new Entry.Change("mapping", "version 1", "version 2"));
        server.approve(SECOND, "p2");
        rig.tick(server);
        assertThat(json().lines().filter(line -> line.contains("fbfJHSPpUQD")))
                .hasSize(1)
                .allMatch(line -> line.contains("\"deleted\":true"));
        assertThat(json()).contains("Jtf34kNZhzP");
        assertThat(server.rebuild(SECOND)).isNotEmpty();

        rig.figures.byPeriod.put("202609", 90L);
        start("202609");
        server.approve("DONOR.MONTHLY.202609.3", "p2");
        rig.tick(server);
        assertThat(json().lines().filter(line -> line.contains("deleted")))
                .as("who was away when the second arrived is put right by the third")
                .hasSize(1);
    }

    private String json() {
        return file("DONOR_MONTHLY_202609_r\\d\\.dhis2\\.json").orElseThrow();
    }

    private Optional<String> former() {
        return file("DONOR_MONTHLY_202609_r\\d\\.former1\\.dhis2\\.json");
    }

    /** What arrived last under such a name. */
    private Optional<String> file(String name) {
        return rig.channel.arrived.getLast().entrySet().stream()
                .filter(file -> file.getKey().matches(name))
                .findAny()
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8));
    }

    private Entry corrected(String document, String id) {
        rig.save(document);
        var proposed = start("202609").getFirst();
        assertThat(proposed.id()).hasToString(id);
        server.approve(id, "p2");
        rig.tick(server);
        assertThat(server.get(id).state()).isEqualTo(State.DELIVERED);
        return proposed;
    }

    @Test
    void figuresOfAFormerFormGoAwayUnlessTheyStandInTheNewOne() throws Exception {
        rig.save(MAPPED);
        start("202609");
        rig.tick(server);
        var other = MAPPED.replace("lyLU2wR22tC", "GqKaojXhPdg").replace("version: 1", "version: 2");
        var proposed = corrected(other, SECOND);
        assertThat(proposed.changes())
                .extracting(Entry.Change::after)
                .contains("GqKaojXhPdg HllvX50cXC0; figures of the former one that have no place in it are withdrawn");
        assertThat(json()).contains("GqKaojXhPdg").doesNotContain("deleted");
        assertThat(former()).as("it is one figure, in two forms").isEmpty();

        var moved = other.replace("fbfJHSPpUQD", "Jtf34kNZhzP")
                .replace("{data_set: GqKaojXhPdg}", "{data_set: GqKaojXhPdg, attribute_option_combo: coPartner01}");
        corrected(moved, "DONOR.MONTHLY.202609.3");
        assertThat(json()).contains("Jtf34kNZhzP", "coPartner01").doesNotContain("deleted");
        assertThat(former().orElseThrow())
                .as("the last form by which it was sent")
                .contains("GqKaojXhPdg", "\"attributeOptionCombo\":\"HllvX50cXC0\"")
                .containsOnlyOnce("\"dataElement\":\"fbfJHSPpUQD\"")
                .containsOnlyOnce("\"deleted\":true")
                .doesNotContain("value");
        assertThat(server.rebuild("DONOR.MONTHLY.202609.3"))
                .as("every file is signed and built again")
                .hasSize(4);
    }

    @Test
    void noTrendShowsWhatAnotherPolicyTold() {
        rig.save(EXACT);
        start("202608");
        rig.tick(server);
        assertThat(server.get("DONOR.MONTHLY.202608.1").content())
                .matches(content -> content != null && content.isExact());
        rig.save(SUPPRESS);
        start("202609");
        assertThat(earlier("202609")).isEmpty();

        rig.save(SUPPRESS.replace("kind: suppress", "kind: suppress, below: 20"));
        rig.at("2026-11-20T00:00:00Z");
        start("202610");
        assertThat(earlier("202610")).as("told below a lower threshold").isEmpty();

        rig.save(SUPPRESS);
        rig.pass(Duration.ofDays(20));
        start("202611");
        assertThat(earlier("202611"))
                .as("told by the same threshold, and by a higher one")
                .containsExactly("DONOR.MONTHLY.202609.1", "DONOR.MONTHLY.202610.1");
        rig.save(EXACT);
        rig.pass(Duration.ofDays(31));
        start("202612");
        assertThat(earlier("202612")).hasSize(4);
    }

    private List<String> earlier(String period) {
        return Objects.requireNonNull(
                        server.get("DONOR.MONTHLY." + period + ".1").content())
                .earlier();
    }

    @Test
    void changesOfExactFiguresAreMarked() {
        rig.save(EXACT);
        rig.figures.byPeriod.put("202609", 3L);
        start("202609");
        rig.save(SUPPRESS);
        var restated = start("202609").getFirst();
        assertThat(Objects.requireNonNull(restated.content()).isExact()).isFalse();
        assertThat(restated.changes()).contains(new Entry.Change("policy", "exact", "suppress"));
        assertThat(server.tellsExactChanges(restated)).isTrue();
        assertThat(server.isGivenByKey(server.get("DONOR.MONTHLY.202609.1"))).isFalse();
        rig.save(EXACT);
        assertThat(server.isGivenByKey(server.get("DONOR.MONTHLY.202609.1"))).isTrue();
    }
}
