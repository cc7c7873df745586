package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.indicator.Period;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.memory.MemoryStore;

/** Names by which people and programs know exports, their files and their counts. */
class NamesOfExportsTest {

    private static final Period SEPTEMBER = Period.parse("202609");

    @TempDir
    private Path folder;

    private ExportsRig rig;
    private Exports server;

    @BeforeEach
    void aDestination() {
        rig = new ExportsRig(new MemoryStore(), folder).save(ExportsRig.BY_HAND);
        server = rig.server();
    }

    @Test
    void whatIsNoIdIsNoExport() {
        for (var id :
                List.of("DONOR.MONTHLY.xx.1", "DONOR.MONTHLY.202613.1", "nonsense", "DONOR.MONTHLY.202609.99999")) {
            assertThatThrownBy(() -> server.get(id))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            none -> assertThat(none.code()).isEqualTo(Code.NOT_FOUND));
        }
    }

    @Test
    void noTwoExportsShareAFileName() {
        var names = new ArrayList<String>();
        for (var codes : List.of(List.of("A_B", "C"), List.of("A", "B_C"), List.of("A_", "B"), List.of("A", "B"))) {
            rig.save(ExportsRig.BY_HAND
                    .replace("code: DONOR", "code: " + codes.getFirst())
                    .replace("code: MONTHLY", "code: " + codes.getLast()));
            server.start(codes.getFirst(), SEPTEMBER, "p1");
            names.add(Objects.requireNonNull(
                            server.get(String.join(".", codes.getFirst(), codes.getLast(), "202609", "1"))
                                    .content())
                    .files()
                    .getFirst()
                    .name());
        }
        assertThat(names).doesNotHaveDuplicates().contains("A__B_C_202609_r1.csv", "A_B__C_202609_r1.csv");
    }

    @Test
    void countsThatCannotBeMadeSafeAreNamedForPeople() {
        rig.figures.refusal = new Prepared.Unsafe(List.of(
                "came in to persons all(PERSONS_REACHED)||-1|site:BISHKEK-1|@5|202609|sex=FEMALE",
                "sum(CONTACTS)||2|country:KG||202609|",
                "taken out of sum(CONTACTS)||-1|country:KG||202609| since sum(CONTACTS)||-1|country:KG|@0|202609|",
                "rest of sum(CONTACTS)||-1|country:KG||202609|sex=FEMALE,age=UNKNOWN without"
                        + " sum(CONTACTS)||1|country:KG||202609|sex=FEMALE,age=UNKNOWN,"
                        + " sum(CONTACTS)||2|country:KG||202609|sex=FEMALE,age=UNKNOWN",
                "in all parts of persons all(PERSONS_REACHED)||-1|region:KG-O||202609|:"
                        + " persons all(PERSONS_REACHED)||-1|site:OSH-1||202609|,"
                        + " persons all(PERSONS_REACHED)||-1|site:OSH-2||202609|"));
        assertThat(Objects.requireNonNull(server.start("DONOR", SEPTEMBER, "p1")
                                .entries()
                                .getFirst()
                                .stop())
                        .details())
                .containsExactly(
                        "came in since the last report: people of PERSONS_REACHED, sex=FEMALE,"
                                + " site:BISHKEK-1 (only the sites of the data set), 202609",
                        "CONTACTS, country:KG, 202609, funding source 2",
                        "gone since the last report: CONTACTS, country:KG, 202609",
                        "what is left of CONTACTS, sex=FEMALE, age=UNKNOWN, country:KG, 202609 without"
                                + " CONTACTS, sex=FEMALE, age=UNKNOWN, country:KG, 202609, funding source 1;"
                                + " CONTACTS, sex=FEMALE, age=UNKNOWN, country:KG, 202609, funding source 2",
                        "people who are in all parts of people of PERSONS_REACHED, region:KG-O, 202609:"
                                + " people of PERSONS_REACHED, site:OSH-1, 202609;"
                                + " people of PERSONS_REACHED, site:OSH-2, 202609");
    }
}
