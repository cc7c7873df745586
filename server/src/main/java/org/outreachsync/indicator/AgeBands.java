package org.outreachsync.indicator;

import java.util.ArrayList;
import java.util.List;
import org.outreachsync.model.codes.CodeLists;

/**
 * Finds the band of an age among the codes of the list {@code age_band}, by their attributes {@code age_from} and
 * {@code age_to}.
 */
public final class AgeBands {

    private static final int LAST_BAND_YEARS = 2;

    private final List<Band> bands = new ArrayList<>();
    private final int unknown;

    private record Band(int from, int to, int code) {}

    /** Creates the bands from these lists. */
    public AgeBands(CodeLists codes) {
        int unknownCode = 0;
        for (var code : codes.get("age_band").all()) {
            var from = code.attributes().numbers().get("age_from");
            if (from == null) {
                unknownCode = code.id();
            } else {
                bands.add(new Band(
                        from, code.attributes().numbers().getOrDefault("age_to", Integer.MAX_VALUE), code.id()));
            }
        }
        unknown = unknownCode;
    }

    /**
     * The code of the band of a person's age in a year, from the year of birth: the age that is reached in that year.
     *
     * @return the code for unknown if the birth year is unknown (0) or after the year
     */
    public int of(int birthYear, int inYear) {
        int age = inYear - birthYear;
        if (birthYear <= 0 || age < 0) {
            return unknown;
        }
        for (var band : bands) {
            if (age >= band.from() && age <= band.to()) {
                return band.code();
            }
        }
        return unknown;
    }

    /**
     * The year of birth of a person in the middle of a band in a year; 0 for an unknown band. For the last band, which
     * has no end, its third year is used.
     */
    public int birthYear(int code, int inYear) {
        for (var band : bands) {
            if (band.code() == code) {
                return inYear
                        - band.from()
                        - (band.to() == Integer.MAX_VALUE ? LAST_BAND_YEARS : (band.to() - band.from()) / 2);
            }
        }
        return 0;
    }

    /** The code for an unknown age. */
    public int unknown() {
        return unknown;
    }
}
