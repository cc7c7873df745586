package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetCommandsTest {

    @TempDir
    private Path folder;

    private CommandRig rig;

    @BeforeEach
    void open() {
        rig = new CommandRig(folder);
        assertThat(rig.admin("init")).isEqualTo(Exit.OK);
    }

    private int add(String kind, String area, String year, String value, String... more) {
        var arguments = new String[12 + more.length];
        var fixed = new String[] {
            "target",
            "add",
            "--kind",
            kind,
            "--area",
            area,
            "--year",
            year,
            "--value",
            value,
            "--source",
            "IBBS 2024, published"
        };
        System.arraycopy(fixed, 0, arguments, 0, fixed.length);
        System.arraycopy(more, 0, arguments, fixed.length, more.length);
        return rig.admin(arguments);
    }

    @Test
    void entersAndLists() {
        assertThat(add("size", "region:KG-GB", "2026", "4200", "--population", "PWID"))
                .isEqualTo(Exit.OK);
        assertThat(rig.printed()).isEqualToIgnoringNewLines("entered as number 1");
        assertThat(add("size", "region:KG-GB", "2026", "4300", "--population", "PWID"))
                .isEqualTo(Exit.OK);
        assertThat(add("target", "country:KG", "2026", "900", "--indicator", "PERSONS_REACHED"))
                .isEqualTo(Exit.OK);

        assertThat(rig.admin("target", "list")).isEqualTo(Exit.OK);

        assertThat(rig.printed().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches(
                                        " +1 +size +region:KG-GB +PWID +2026 +4200 +IBBS 2024, published \\(replaced\\)"),
                        line -> assertThat(line)
                                .matches(" +2 +size +region:KG-GB +PWID +2026 +4300 +IBBS 2024, published"),
                        line -> assertThat(line)
                                .matches(" +3 +PERSONS_REACHED +country:KG +- +2026 +900 +IBBS 2024, published"));
    }

    @Test
    void entersPercentagesAndQuotientsForAnyPeriod() {
        assertThat(rig.admin(
                        "target",
                        "add",
                        "--kind",
                        "target",
                        "--area",
                        "country:KG",
                        "--indicator",
                        "KP-1d",
                        "--period",
                        "2026S1",
                        "--value",
                        "72.5%",
                        "--source",
                        "Grant"))
                .isEqualTo(Exit.OK);
        assertThat(rig.admin(
                        "target",
                        "add",
                        "--kind",
                        "target",
                        "--area",
                        "country:KG",
                        "--indicator",
                        "KP-4",
                        "--period",
                        "2026Q3",
                        "--value",
                        "200.50",
                        "--unit",
                        "ratio",
                        "--source",
                        "Grant"))
                .isEqualTo(Exit.OK);

        assertThat(rig.admin("target", "list")).isEqualTo(Exit.OK);

        assertThat(rig.printed().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches(" +1 +KP-1d +country:KG +- +2026S1 +72.5% +Grant"),
                        line -> assertThat(line).matches(" +2 +KP-4 +country:KG +- +2026Q3 +200.5 +Grant"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KP-1d", "W.SHARE", "REF.DONE", "KP-8", "KP-5", "HTS.2"})
    void aShareOfPeopleOrEventsIsAtMostTheWhole(String indicator) {
        assertThat(add("target", "country:KG", "2026", "100.0001%", "--indicator", indicator))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("at most 100 %");
        assertThat(add("target", "country:KG", "2026", "100%", "--indicator", indicator))
                .isEqualTo(Exit.OK);
        assertThat(add("target", "country:KG", "2026", "150", "--indicator", indicator))
                .as("a count")
                .isEqualTo(Exit.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W.SHELTER.OCCUPANCY", "NALOXONE.TRAINED"})
    void whatMayBeMoreThanTheWholeMayHaveSuchATarget(String indicator) {
        assertThat(add("target", "country:KG", "2026", "110%", "--indicator", indicator))
                .isEqualTo(Exit.OK);
    }

    @Test
    void saysWhyItRefuses() {
        assertThat(add("size", "site:NOWHERE", "2026", "1", "--population", "PWID"))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("no such site");
        assertThat(add("size", "country:KG", "2026", "1")).isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("list population");
        assertThat(add("target", "country:KG", "2026", "1")).isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("A target names an indicator of the catalogue");
        assertThat(add("target", "country:KG", "2026", "1", "--indicator", "PERSONS_REACHT"))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.complained())
                .contains("There is no such indicator in the catalogue. Did you mean PERSONS_REACHED?");
        assertThat(add("target", "country:KG", "2026", "1", "--indicator", "KP1d"))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("Did you mean KP-1d?");
        assertThat(add("target", "country:KG", "2026", "1", "--indicator", "SYRINGES_RETURNED"))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("The indicator SYRINGES_RETURNED is neutral");
        for (var notAYear : List.of("99999999999", "2026Q3", "202610", "2026Oct", "")) {
            assertThat(add("target", "country:KG", notAYear, "1", "--indicator", "PERSONS_REACHED"))
                    .as(notAYear)
                    .isNotEqualTo(Exit.OK);
            assertThat(rig.complained()).as(notAYear).contains("year");
        }
        assertThat(rig.admin("target", "list")).isEqualTo(Exit.OK);
        assertThat(rig.printed()).isEmpty();
        assertThat(add("size", "country:KG", "1999", "1", "--population", "PWID"))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("2000 to 2100");
        assertThat(add("target", "country:KG", "2026", "40%", "--indicator", "CONTACTS"))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.complained())
                .contains("A target of CONTACTS is written as a whole number (COUNT), not as a percentage (PERCENT).");
        assertThat(add("target", "country:KG", "2026", "40%", "--indicator", "KP-1d", "--unit", "count"))
                .isEqualTo(Exit.REFUSED);
        assertThat(add("target", "country:KG", "2026", "1e5", "--indicator", "CONTACTS"))
                .isEqualTo(Exit.REFUSED);
        assertThat(add("target", "country:KG", "2026", "40", "--indicator", "CONTACTS", "--period", "2026S1"))
                .isEqualTo(Exit.USAGE);
        assertThat(add("guess", "country:KG", "2026", "1")).isEqualTo(Exit.USAGE);
        assertThat(add("size", "country:KG", "2026", "4.5", "--population", "PWID"))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.admin("target", "add", "--kind", "size", "--area", "country:KG", "--year", "2026"))
                .isEqualTo(Exit.USAGE);
        assertThat(rig.complained()).contains("--value is missing");
        assertThat(rig.admin(
                        "target", "add", "--kind", "size", "--area", "country:KG", "--value", "1", "--source", "IBBS"))
                .isEqualTo(Exit.USAGE);
        assertThat(rig.complained()).contains("--period is missing");
    }
}
