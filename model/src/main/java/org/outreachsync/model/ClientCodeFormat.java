package org.outreachsync.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a programme writes its client codes. The code is made from the gender, the year of birth and the first two letters of both parents' first
 * names, as used in Central Asia (PSI); the order of the elements is the programme's.
 *
 * <p>A pattern is a permutation of {@code G} (gender: F, Ж or 2; M, М or 1; O, Д or 9 for other), {@code YYYY}, {@code MM} (mother) and {@code FF} (father),
 * and may end in {@code T}, a tie-breaker digit that may be left out. Letters keep their script: a code is never transliterated.
 */
public final class ClientCodeFormat {

    private static final int YEAR_MIN = 1930;
    private static final int YEAR_MAX = 2100;

    private final String pattern;
    private final List<String> elements;

    private ClientCodeFormat(String pattern, List<String> elements) {
        this.pattern = pattern;
        this.elements = List.copyOf(elements);
    }

    /**
     * Reads a pattern such as {@code GYYYYMMFF}.
     *
     * @throws IllegalArgumentException when it is not a permutation of the elements
     */
    public static ClientCodeFormat of(String pattern) {
        var elements = new ArrayList<String>();
        for (int at = 0; at < pattern.length(); ) {
            int end = at;
            while (end < pattern.length() && pattern.charAt(end) == pattern.charAt(at)) {
                end++;
            }
            elements.add(pattern.substring(at, end));
            at = end;
        }
        var needed = new HashSet<>(List.of("G", "YYYY", "MM", "FF"));
        var left = new ArrayList<>(elements);
        boolean tie = !left.isEmpty() && left.get(left.size() - 1).equals("T");
        if (tie) {
            left.remove(left.size() - 1);
        }
        if (left.size() != needed.size() || !needed.equals(new HashSet<>(left))) {
            throw new IllegalArgumentException("a client code pattern has G, YYYY, MM and FF once each, and may end in T");
        }
        return new ClientCodeFormat(pattern, elements);
    }

    /** The pattern as it was given. */
    public String pattern() {
        return pattern;
    }

    /**
     * Brings a code into its normal form: composed (NFC), upper case, Ё as Е, blanks and hyphens left out.
     *
     * @return null when it does not have the programme's form
     */
    public @Nullable ClientCode parse(String written) {
        var text = Normalizer.normalize(written, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .replace('Ё', 'Е')
                .replaceAll("[\\s-]", "");
        var normal = new StringBuilder();
        String sex = "";
        int year = 0;
        int at = 0;
        for (var element : elements) {
            int end = at + element.length();
            if (element.equals("T") && at == text.length()) {
                break;
            }
            if (end > text.length()) {
                return null;
            }
            var part = text.substring(at, end);
            at = end;
            switch (element) {
                case "G" -> {
                    sex = sexOf(part.charAt(0));
                    normal.append(sex.isEmpty() ? "" : sex.charAt(0));
                }
                case "YYYY" -> {
                    year = yearOf(part);
                    normal.append(part);
                }
                case "T" -> normal.append(isDigit(part.charAt(0)) ? part : "?");
                default -> normal.append(part.codePoints().allMatch(Character::isLetter) ? part : "?");
            }
        }
        if (at != text.length() || sex.isEmpty() || year == 0 || normal.indexOf("?") >= 0) {
            return null;
        }
        return new ClientCode(normal.toString(), sex, year);
    }

    private static String sexOf(char written) {
        return switch (written) {
            case 'F', 'Ж', '2' -> "FEMALE";
            case 'M', 'М', '1' -> "MALE";
            case 'O', 'О', 'Д', '9' -> "OTHER";
            default -> "";
        };
    }

    private static int yearOf(String digits) {
        if (!digits.chars().allMatch(digit -> isDigit((char) digit))) {
            return 0;
        }
        int year = Integer.parseInt(digits);
        return year >= YEAR_MIN && year <= YEAR_MAX ? year : 0;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
