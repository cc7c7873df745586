package org.outreachsync.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody who mistyped a name is told. */
class NearestTest {

    private static final List<String> KNOWN = List.of("period", "sites", "region", "age_scheme");

    @ParameterizedTest
    @CsvSource({
        "perid, period",
        "periood, period",
        "peroid, period",
        "PERIOD, period",
        "site, sites",
        "stes, sites",
        "age-schema, age_scheme",
    })
    void suggestsTheNameThatWasMeant(String typed, String meant) {
        assertThat(Nearest.to(typed, KNOWN)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"limit", "p", "''", "sexes_of_all"})
    void suggestsNothingForAnotherWord(String typed) {
        assertThat(Nearest.to(typed, KNOWN)).isNull();
    }

    @Test
    void allowsOneSlipForEveryThreeLetters() {
        assertThat(Nearest.to("abcdef", List.of("abcdXY"))).isEqualTo("abcdXY");
        assertThat(Nearest.to("abcdef", List.of("abcXYZ"))).isNull();
        assertThat(Nearest.to("abcde", List.of("abcXY"))).isNull();
        assertThat(Nearest.to("ab", List.of("aX"))).as("one slip in any case").isEqualTo("aX");
    }

    @Test
    void prefersTheClosestAndThenTheFirstInTheAlphabet() {
        assertThat(Nearest.to("regin", List.of("begin", "region"))).isEqualTo("begin");
        assertThat(Nearest.to("sitez", List.of("sites", "sitee", "siten"))).isEqualTo("sitee");
        assertThat(Nearest.to("period", List.of("periods", "period"))).isEqualTo("period");
    }

    @Test
    void doesNotCompareLongTexts() {
        var longest = "a".repeat(64);
        assertThat(Nearest.to(longest, List.of(longest))).isEqualTo(longest);
        assertThat(Nearest.to(longest + "a", List.of(longest + "a"))).isNull();
    }
}
