package org.outreachsync.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.codes.CodeListException;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.model.codes.OwnCodeRules;

/** However the documented example is changed, the reader returns codes, or errors that each have a line. */
class OwnCodesMutationTest {

    private static final int CASES = Integer.getInteger("codes.mutations", 5_000);
    private static final long SEED = Long.getLong("codes.seed", 20_261_128);
    private static final Pattern PLACES = Pattern.compile("(own\\.json:\\d+: .+(\\n|$))+", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[\\w.-]+");
    private static final CodeLists PUBLISHED = CodeListReader.published();
    private static final OwnCodeRules RULES = new OwnCodeRules(PUBLISHED, 120);
    private static final List<String> VALUES = List.of(
            "",
            "[]",
            "{}",
            "null",
            "true",
            "-1",
            "1.5",
            "1e400",
            "99999999999",
            "NaN",
            "\"\"",
            "\"\\u0000\"",
            "[".repeat(2_000));

    @Test
    void aRandomlyChangedFileIsReadOrRefusedWithALineForEachFault() throws IOException {
        // As bytes, so that UTF-8 gets broken, too.
        var example = new String(Files.readAllBytes(Path.of("..", "docs", "examples", "own-codes.json")), ISO_8859_1);
        int refused = 0;
        for (int at = 0; at < CASES; at++) {
            var random = new Random(SEED + at);
            var changed = example;
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                changed = changed(changed, random);
            }
            refused += isRefused(SEED + at, changed) ? 1 : 0;
        }
        assertThat(refused)
                .as("changes that were refused, of %s from seed %s on", CASES, SEED)
                .isBetween(CASES / 4, CASES - 1);
    }

    private static boolean isRefused(long seed, String text) {
        try {
            PUBLISHED.with(OwnCodesReader.read("own.json", text.getBytes(ISO_8859_1), RULES, 1_000));
            return false;
        } catch (CodeListException refused) {
            assertThat(refused.getMessage()).as("seed %s", seed).matches(PLACES);
            return true;
        } catch (RuntimeException | StackOverflowError other) {
            return fail("seed " + seed + " with this file:\n" + text, other);
        }
    }

    private static String changed(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(20)));
            case 1 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at);
            case 2 -> text.substring(0, at);
            case 3 -> withWord(text, random, word(text, random));
            case 4 -> withWord(text, random, VALUES.get(random.nextInt(VALUES.size())));
            default -> withLines(text, random);
        };
    }

    private static String withWord(String text, Random random, String by) {
        var words = new ArrayList<>(WORD.matcher(text).results().toList());
        if (words.isEmpty()) {
            return text + by;
        }
        var word = words.get(random.nextInt(words.size()));
        return text.substring(0, word.start()) + by + text.substring(word.end());
    }

    private static String word(String text, Random random) {
        var words = WORD.matcher(text).results().toList();
        return words.isEmpty() ? "x" : words.get(random.nextInt(words.size())).group();
    }

    /** The text with a line removed, doubled or moved. */
    private static String withLines(String text, Random random) {
        var lines = new ArrayList<>(text.lines().toList());
        if (lines.size() < 2) {
            return text + "\n,";
        }
        int at = random.nextInt(lines.size());
        switch (random.nextInt(3)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(at));
            default -> Collections.swap(lines, at, random.nextInt(lines.size()));
        }
        return String.join("\n", lines);
    }
}
