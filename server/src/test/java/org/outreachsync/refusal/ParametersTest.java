package org.outreachsync.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @Test
    void namesTheParameter() {
        var refused = Parameters.refused("period", "Give a period.");
        assertThat(refused.code()).isEqualTo(Code.PARAMETER);
        assertThat(refused).hasMessage("Give a period.");
        assertThat(refused.details()).containsEntry("parameter", "period");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>", "a b", "", "имя", "a\nb", "x\"y"})
    void neverRepeatsWhatCannotBeAName(String name) {
        assertThat(Parameters.refused(name, "No.").details()).containsEntry("parameter", "unknown");
        assertThat(Parameters.unknown(name, Set.of("period"))).hasMessage("Unknown parameter. Allowed: period.");
    }

    @Test
    void repeatsNamesOfUpTo64Characters() {
        assertThat(Parameters.refused("a".repeat(64), "No.").details()).containsEntry("parameter", "a".repeat(64));
        assertThat(Parameters.refused("a".repeat(65), "No.").details()).containsEntry("parameter", "unknown");
    }

    @Test
    void suggestsTheNameThatWasMeantAndListsTheOthers() {
        assertThat(Parameters.unknown("perid", Set.of("sites", "period")))
                .hasMessage("Unknown parameter perid. Did you mean period? Allowed: period, sites.");
        assertThat(Parameters.unknown("perid", Set.of())).hasMessage("Unknown parameter perid. None is allowed here.");
    }

    @Test
    void readsListsInTheirOrder() {
        assertThat(Parameters.list("sites", "OSH-2,OSH-1,BISHKEK-1")).containsExactly("OSH-2", "OSH-1", "BISHKEK-1");
        assertThat(Parameters.list("sites", "OSH-1")).containsExactly("OSH-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "A,", ",A", "A,,B", "A,B,A"})
    void refusesListsWithEmptyOrRepeatedItems(String written) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Parameters.list("sites", written))
                .satisfies(refused -> assertThat(refused.details()).containsEntry("parameter", "sites"));
    }
}
