package org.outreachsync.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Capitals and digits that look the same, by Unicode's confusables (UTS #39). The table is a resource,
 * {@code lookalikes.txt}, so that tablet and server use the same one. A test generates it from the published data and
 * compares.
 */
final class Lookalikes {

    private static final String TABLE = "lookalikes.txt";
    private static final int HEX = 16;

    private final Map<CodeScript, Table> letters = new EnumMap<>(CodeScript.class);
    private final Map<CodeScript, Table> lettersForDigits = new EnumMap<>(CodeScript.class);
    private final Table digits = new Table();

    private Lookalikes() {
        for (var script : CodeScript.values()) {
            letters.put(script, new Table());
            lettersForDigits.put(script, new Table());
        }
    }

    /**
     * What characters become. Latin and Cyrillic characters are in an array, because nearly all that are asked for are
     * among them.
     */
    private static final class Table {

        private static final int USUAL = 0x500;
        private static final int NONE = -1;

        private final int[] usual = new int[USUAL];
        private final Map<Integer, Integer> others = new HashMap<>();

        private Table() {
            Arrays.fill(usual, NONE);
        }

        private void put(int character, int becomes) {
            if (character < USUAL) {
                usual[character] = becomes;
            } else {
                others.put(character, becomes);
            }
        }

        private int getOrDefault(int character, int otherwise) {
            if (character < 0 || character >= USUAL) {
                return others.getOrDefault(character, otherwise);
            }
            int becomes = usual[character];
            return becomes == NONE ? otherwise : becomes;
        }
    }

    /** Loads the table on first use. */
    private static final class Holder {
        private static final Lookalikes TABLE_READ = read();
    }

    static Lookalikes table() {
        return Holder.TABLE_READ;
    }

    /**
     * The letter of the script for a capital: the capital itself if it belongs to the script's alphabet, otherwise the
     * one that looks the same, or the capital itself if there is none.
     */
    int letter(CodeScript script, int capital) {
        return find(letters, script).getOrDefault(capital, capital);
    }

    /**
     * The letter of the script's alphabet that looks like a digit; the digit itself if there is none or more than one.
     */
    int letterForDigit(CodeScript script, int digit) {
        return find(lettersForDigits, script).getOrDefault(digit, digit);
    }

    /** The digit, 0 to 9, that a character is or looks like; -1 if there is none. */
    int digit(int character) {
        int value = Character.digit(character, 10);
        return value >= 0 ? value : digits.getOrDefault(character, -1);
    }

    private static Table find(Map<CodeScript, Table> maps, CodeScript script) {
        var found = maps.get(script);
        if (found == null) {
            throw new IllegalStateException("no table for " + script);
        }
        return found;
    }

    private static Lookalikes read() {
        var table = new Lookalikes();
        var stream = Lookalikes.class.getResourceAsStream(TABLE);
        if (stream == null) {
            throw new IllegalStateException("the library lacks " + TABLE);
        }
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                int comment = line.indexOf('#');
                var words =
                        (comment < 0 ? line : line.substring(0, comment)).trim().split(" ");
                if (words.length > 1) {
                    table.take(words);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return table;
    }

    /** A line has the name of a map, the target character, and the characters that become it, all in hexadecimal. */
    private void take(String[] words) {
        var map = switch (words[0]) {
            case "digit" -> digits;
            case "cyrillic" -> find(letters, CodeScript.CYRILLIC);
            case "latin" -> find(letters, CodeScript.LATIN);
            case "cyrillic-for-digit" -> find(lettersForDigits, CodeScript.CYRILLIC);
            case "latin-for-digit" -> find(lettersForDigits, CodeScript.LATIN);
            default -> throw new IllegalStateException(TABLE + " has a line that begins with " + words[0]);
        };
        int target = Integer.parseInt(words[1], HEX);
        for (int at = 2; at < words.length; at++) {
            map.put(Integer.parseInt(words[at], HEX), words[0].equals("digit") ? Character.digit(target, 10) : target);
        }
    }
}
