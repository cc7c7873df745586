package org.outreachsync.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The format of a programme's client codes. A code consists of the gender, the year of birth and the first two letters
 * of both parents' first names, as used in Central Asia (PSI); each programme chooses the order.
 *
 * <p>A pattern is a permutation of {@code G} (gender: F, Ж or 2; M, М or 1; O, Д or 9 for other), {@code YYYY} or
 * {@code YY} (all or the last two digits of the year), {@code MM} (mother) and {@code FF} (father). It may end in
 * {@code T}, an optional tie-breaker digit.
 *
 * <p>A two-digit year stays two-digit in the normal form. It always means the year between {@link #FIRST_YEAR} and 99
 * years later that ends in these digits, so that neither the key nor the year of birth of a person ever changes.
 * {@code ClientCodeCheck} checks whether the year is plausible.
 *
 * <p>A code has one normal form, however it was typed: capitals of the programme's script. A letter of another script
 * becomes the letter that looks the same. In the position of a digit, a letter that looks like a digit becomes that
 * digit, and vice versa. A code is never transliterated. Letters that differ in any alphabet of the script, such as У
 * and Ү or И and Й, stay different, except that Ё becomes Е, as in print.
 */
public final class ClientCodeFormat {

    /** The first year that two digits may mean: the minimum of {@code Client.birth_year} in the contract. */
    public static final int FIRST_YEAR = 1930;

    private static final int CENTURY = 100;
    private static final String LONG_YEAR = "YYYY";
    private static final String SHORT_YEAR = "YY";
    private static final String FEMALE = "FEMALE";
    private static final String MALE = "MALE";
    private static final String OTHER = "OTHER";
    /** Marks a character that does not fit its position. */
    private static final char NOTHING = '?';

    private static final int MINUS = 0x2212;
    /** Invisible characters that choose the shape of the character before them. */
    private static final int VARIANT_FIRST = 0xFE00;

    private static final int VARIANT_LAST = 0xFE0F;
    private static final int APOSTROPHE = 0x2BB;
    private static final String APOSTROPHES = "\u02BB\u02BC\u2018\u2019\u201B\u2032\u02B9'`";

    private final String pattern;
    private final CodeScript script;
    private final List<String> elements;

    private ClientCodeFormat(String pattern, CodeScript script, List<String> elements) {
        this.pattern = pattern;
        this.script = script;
        this.elements = List.copyOf(elements);
    }

    /**
     * Reads a pattern such as {@code GYYYYMMFF}.
     *
     * @param script the script of the letters
     * @throws IllegalArgumentException when it is not a permutation of the elements
     */
    public static ClientCodeFormat of(String pattern, CodeScript script) {
        var elements = new ArrayList<String>();
        for (int at = 0; at < pattern.length(); ) {
            int end = at;
            while (end < pattern.length() && pattern.charAt(end) == pattern.charAt(at)) {
                end++;
            }
            elements.add(pattern.substring(at, end));
            at = end;
        }
        var needed = new HashSet<>(List.of("G", elements.contains(SHORT_YEAR) ? SHORT_YEAR : LONG_YEAR, "MM", "FF"));
        var left = new ArrayList<>(elements);
        boolean tie = !left.isEmpty() && left.get(left.size() - 1).equals("T");
        if (tie) {
            left.remove(left.size() - 1);
        }
        if (left.size() != needed.size() || !needed.equals(new HashSet<>(left))) {
            throw new IllegalArgumentException(
                    "a client code pattern has G, YYYY or YY, MM and FF once each, and may end in T");
        }
        return new ClientCodeFormat(pattern, script, elements);
    }

    /** The pattern as it was given. */
    public String pattern() {
        return pattern;
    }

    /** The script of the letters. */
    public CodeScript script() {
        return script;
    }

    /**
     * Parses a code into its normal form.
     *
     * @return null when it does not have the programme's format
     */
    public @Nullable ClientCode parse(String written) {
        int[] typed = typed(written);
        var normal = new StringBuilder();
        boolean unclear = false;
        String sex = "";
        int year = -1;
        boolean shortYear = false;
        int at = 0;
        for (var element : elements) {
            int end = at + element.length();
            if (element.equals("T") && at == typed.length) {
                break;
            }
            if (end > typed.length) {
                return null;
            }
            switch (element) {
                case "G" -> {
                    sex = sexOf(typed[at]);
                    normal.append(sex, 0, Math.min(1, sex.length()));
                }
                case LONG_YEAR -> {
                    year = numberOf(typed, at, end);
                    normal.append(year);
                }
                case SHORT_YEAR -> {
                    shortYear = true;
                    int digits = numberOf(typed, at, end);
                    year = digits < 0 ? digits : FIRST_YEAR + Math.floorMod(digits - FIRST_YEAR, CENTURY);
                    normal.append(digits / 10).append(digits % 10);
                }
                case "T" -> normal.appendCodePoint(tieOf(typed[at]));
                default -> {
                    int first = letter(typed[at]);
                    int second = isApostrophe(typed[at + 1]) ? APOSTROPHE : letter(typed[at + 1]);
                    normal.appendCodePoint(first).appendCodePoint(second);
                    unclear |= !script.has(first) || !script.has(second);
                }
            }
            at = end;
        }
        boolean fits = at == typed.length && !sex.isEmpty() && year > 0 && normal.indexOf(String.valueOf(NOTHING)) < 0;
        return fits ? new ClientCode(normal.toString(), sex, year, shortYear, unclear) : null;
    }

    /**
     * The typed characters, without blanks, hyphens and invisible characters. Full-width and other variants become the
     * plain character.
     */
    private static int[] typed(String written) {
        var plain = Normalizer.normalize(written, Normalizer.Form.NFKC);
        var typed = new int[plain.length()];
        int size = 0;
        for (int at = 0; at < plain.length(); ) {
            int character = plain.codePointAt(at);
            if (counts(character)) {
                typed[size++] = character;
            }
            at += Character.charCount(character);
        }
        return Arrays.copyOf(typed, size);
    }

    private static boolean counts(int character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.DASH_PUNCTUATION -> false;
            default -> character != MINUS && (character < VARIANT_FIRST || character > VARIANT_LAST);
        };
    }

    private static int capital(int character) {
        return Character.toUpperCase(Character.toLowerCase(character));
    }

    /** The sex for a gender sign, recognised by its look in either script. */
    private static String sexOf(int typed) {
        var table = Lookalikes.table();
        int capital = capital(typed);
        int latin = table.letter(CodeScript.LATIN, capital);
        int cyrillic = table.letter(CodeScript.CYRILLIC, capital);
        if (latin == 'F' || cyrillic == 'Ж') {
            return FEMALE;
        } else if (latin == 'M') {
            return MALE;
        } else if (latin == 'O' || cyrillic == 'Д') {
            return OTHER;
        }
        return switch (digitOf(typed)) {
            case 1 -> MALE;
            case 2 -> FEMALE;
            case 9 -> OTHER;
            default -> "";
        };
    }

    /** The number that these digits make; negative when one of them is no digit. */
    private static int numberOf(int[] typed, int from, int end) {
        int number = 0;
        for (int at = from; at < end; at++) {
            int digit = digitOf(typed[at]);
            if (digit < 0) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static int digitOf(int typed) {
        int digit = Lookalikes.table().digit(typed);
        return digit >= 0 ? digit : Lookalikes.table().digit(capital(typed));
    }

    private static int tieOf(int typed) {
        int digit = digitOf(typed);
        return digit < 0 ? NOTHING : '0' + digit;
    }

    private int letter(int typed) {
        var table = Lookalikes.table();
        int digit = Character.digit(typed, 10);
        boolean isDigit = digit >= 0 && Character.getType(typed) == Character.DECIMAL_DIGIT_NUMBER;
        int letter = isDigit ? table.letterForDigit(script, '0' + digit) : table.letter(script, capital(typed));
        if (!Character.isLetter(letter) || isApostrophe(letter)) {
            return NOTHING;
        }
        return letter == 'Ё' ? 'Е' : letter;
    }

    /** Whether this is the sign after O or G in Uzbek Oʻ and Gʻ. Keyboards offer various signs for it. */
    private static boolean isApostrophe(int character) {
        return APOSTROPHES.indexOf(character) >= 0;
    }
}
