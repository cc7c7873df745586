package org.outreachsync.indicator.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;
import org.outreachsync.yaml.YamlException;

/** Whatever somebody makes of the shipped files, the answer is a catalogue or an error with a line. */
class CatalogueMutationTest {

    private static final int CASES = Integer.getInteger("catalogue.mutations", 120);
    private static final long SEED = Long.getLong("catalogue.seed", 20_261_128);
    private static final int ENTRIES_MAX = 12;
    private static final Pattern PLACE = Pattern.compile("^[^\\n]*\\.yaml:\\d+(:\\d+)?: .+", Pattern.DOTALL);
    private static final String CHARACTERS = "{}[]:,-#&*!|>'\"%@` \t\n\\?~.=0123456789aZЖ\u0000\u0085\uFFFE";

    @TempDir
    private Path folder;

    @Test
    void aRandomlyChangedFileIsACatalogueOrAnErrorWithItsLine() throws IOException {
        var measures = entries("measures.yaml", "");
        var indicators = entries("catalogue.yaml", "  ");
        int wrong = 0;
        for (int at = 0; at < CASES; at++) {
            var random = new Random(SEED + at);
            var text = "measures:\n" + indented(some(measures, random), "  ") + "indicators:\n"
                    + indented(some(indicators, random), "");
            var changed = text;
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                changed = changed(changed, random);
            }
            wrong += isWrong(SEED + at, changed) ? 1 : 0;
        }
        assertThat(wrong)
                .as("changes that were refused, of %s from seed %s on", CASES, SEED)
                .isBetween(CASES / 4, CASES - 1);
    }

    private boolean isWrong(long seed, String text) throws IOException {
        var file = Files.writeString(folder.resolve("own.yaml"), text);
        try {
            CatalogueReader.read(WireContract.contract(), CodeListReader.published(), file);
            return false;
        } catch (YamlException refused) {
            assertThat(refused.getMessage()).as("seed %s", seed).matches(PLACE);
            return true;
        } catch (RuntimeException | StackOverflowError other) {
            return fail("seed " + seed + " with this file:\n" + text, other);
        }
    }

    /** The entries of a shipped file that begin with this indent, each with its lines. */
    private static List<String> entries(String name, String indent) throws IOException {
        var entries = new ArrayList<String>();
        try (var stream = CatalogueReader.class.getResourceAsStream("/outreach/indicators/" + name)) {
            assertThat(stream).isNotNull();
            var lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            var from = indent.isEmpty() ? 0 : lines.indexOf("indicators:") + 1;
            for (var line : lines.subList(from, lines.size())) {
                if (line.matches(indent + "[A-Za-z].*")) {
                    entries.add(line + "\n");
                } else if (!entries.isEmpty()) {
                    entries.add(entries.removeLast() + line + "\n");
                }
            }
        }
        return entries;
    }

    private static List<String> some(List<String> all, Random random) {
        var chosen = new ArrayList<>(all);
        Collections.shuffle(chosen, random);
        return chosen.subList(0, 1 + random.nextInt(ENTRIES_MAX));
    }

    private static String indented(List<String> entries, String indent) {
        var text = new StringBuilder();
        entries.forEach(entry ->
                entry.lines().forEach(line -> text.append(indent).append(line).append('\n')));
        return text.toString();
    }

    private static String changed(String text, Random random) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(7)) {
            case 0 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(20)));
            case 1 ->
                text.substring(0, at) + CHARACTERS.charAt(random.nextInt(CHARACTERS.length())) + text.substring(at);
            case 2 -> text.substring(0, at);
            case 3 -> word(text, random, word(text, random));
            case 4 ->
                word(
                        text,
                        random,
                        List.of("", "[]", "{}", "~", "-1", "99999999999", "*a", "&a", "true")
                                .get(random.nextInt(9)));
            default -> lines(text, random);
        };
    }

    /** The text with one of its words replaced. */
    private static String word(String text, Random random, String by) {
        var words = Pattern.compile("[\\w@.]+").matcher(text).results().toList();
        if (words.isEmpty()) {
            return text + by;
        }
        var word = words.get(random.nextInt(words.size()));
        return text.substring(0, word.start()) + by + text.substring(word.end());
    }

    private static String word(String text, Random random) {
        var words = Pattern.compile("[\\w@.]+").matcher(text).results().toList();
        return words.isEmpty() ? "x" : words.get(random.nextInt(words.size())).group();
    }

    /** The text with a line taken out, doubled, moved or indented otherwise. */
    private static String lines(String text, Random random) {
        var lines = new ArrayList<>(text.lines().toList());
        if (lines.size() < 2) {
            return text + "\n\t";
        }
        int at = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(at));
            case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            default ->
                lines.set(at, " ".repeat(random.nextInt(6)) + lines.get(at).strip());
        }
        return String.join("\n", lines) + "\n";
    }
}
