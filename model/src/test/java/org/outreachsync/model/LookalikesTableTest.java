package org.outreachsync.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Compares the table of look-alikes with the published data, and the normal forms that it produces with Unicode's
 * confusables.
 */
class LookalikesTableTest {

    private static final int RANDOM_PAIRS = 200_000;

    private final LookalikesTable generator = new LookalikesTable();

    @Test
    void theTableIsWhatThePublishedDataGive() throws IOException {
        var into = System.getProperty("lookalikes.write");
        if (into != null) {
            generator.write(Path.of(into));
        }
        try (var stream = Lookalikes.class.getResourceAsStream("lookalikes.txt")) {
            assertThat(stream).isNotNull();
            var held = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(into == null ? held : generator.text()).isEqualTo(generator.text());
        }
    }

    /**
     * Compares each letter of the alphabets with every capital: they have the same normal form exactly if Unicode says
     * that they look the same.
     */
    @Test
    void lettersOfTheAlphabetsMeetWhatLooksTheSameAndNothingElse() {
        for (var script : CodeScript.values()) {
            IntStream.range(0, 0x10000)
                    .filter(LookalikesTable::isCapital)
                    .forEach(letter -> script.alphabet().codePoints().forEach(own -> check(script, own, letter)));
        }
    }

    @Test
    void randomLettersMeetExactlyWhenTheyLookTheSame() {
        long seed = new Random().nextLong();
        System.out.println("look-alikes: seed " + seed);
        var random = new Random(seed);
        var capitals =
                IntStream.range(0, 0x10000).filter(LookalikesTable::isCapital).toArray();
        for (int at = 0; at < RANDOM_PAIRS; at++) {
            int one = capitals[random.nextInt(capitals.length)];
            int other = capitals[random.nextInt(capitals.length)];
            boolean looksDifferent = !generator.skeleton(one).equals(generator.skeleton(other));
            for (var script : CodeScript.values()) {
                if (looksDifferent) {
                    assertThat(letter(script, one))
                            .as("%x, %x, seed %d", one, other, seed)
                            .isNotEqualTo(letter(script, other));
                }
            }
        }
    }

    @Test
    void noLetterOfAnAlphabetBecomesAnother() {
        for (var script : CodeScript.values()) {
            script.alphabet()
                    .codePoints()
                    .forEach(letter -> assertThat(letter(script, letter)).isEqualTo(letter));
        }
    }

    private void check(CodeScript script, int own, int letter) {
        boolean same = letter(script, own) == letter(script, letter);
        boolean alike = generator.skeleton(own).equals(generator.skeleton(letter));
        if (!alike || script.alphabet().indexOf(letter) >= 0) {
            assertThat(same).as("%c and %c in %s", own, letter, script).isEqualTo(own == letter);
        } else if (isPlain(own)) {
            assertThat(same).as("%c and %c in %s", own, letter, script).isTrue();
        }
    }

    /** Whether this look is unique to one letter in each script's alphabet. */
    private boolean isPlain(int own) {
        var skeleton = generator.skeleton(own);
        return Arrays.stream(CodeScript.values())
                .allMatch(script -> script.alphabet()
                                .codePoints()
                                .filter(letter -> generator.skeleton(letter).equals(skeleton))
                                .count()
                        <= 1);
    }

    private static int letter(CodeScript script, int capital) {
        return Lookalikes.table().letter(script, capital);
    }
}
