package org.outreachsync.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.outreachsync.model.codes.CodeLists;

/** Finds the band of an age among the codes of the list {@code age_band}, whose codes end in their bounds, such as {@code AGE_15_19} or {@code AGE_50_PLUS}. */
public final class AgeBands {

    private static final Pattern BOUNDS = Pattern.compile("(\\d+)(?:\\D+(\\d+))?");

    private final List<Band> bands = new ArrayList<>();

    private record Band(int from, int to, int code) {}

    /** The bands of these lists. */
    public AgeBands(CodeLists codes) {
        for (var code : codes.get("age_band").all()) {
            var bounds = BOUNDS.matcher(code.code());
            if (bounds.find()) {
                int from = Integer.parseInt(bounds.group(1));
                int to = bounds.group(2) == null ? Integer.MAX_VALUE : Integer.parseInt(bounds.group(2));
                bands.add(new Band(from, to, code.id()));
            }
        }
    }

    /**
     * The code of the band of someone born in a year, in another year; with only years known, the age reached in that year.
     *
     * @return 0 when the birth year is unknown (0) or lies after the year
     */
    public int of(int birthYear, int inYear) {
        int age = inYear - birthYear;
        if (birthYear <= 0 || age < 0) {
            return 0;
        }
        for (var band : bands) {
            if (age >= band.from() && age <= band.to()) {
                return band.code();
            }
        }
        return 0;
    }
}
