package org.outreachsync.demo;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks for every indicator of the catalogue for the year of the paper journals, in the reporting country. */
final class Year {

    static final int YEAR = 2025;
    static final String COUNTRY = "KG";

    private Year() {}

    static List<Figure> figures(Office office) throws IOException, InterruptedException {
        var figures = new ArrayList<Figure>();
        for (var entry : office.catalogue()) {
            var query = "period=" + period(entry) + "&country=" + COUNTRY + "&compare=target";
            figures.add(Figure.of(entry, office.reported(entry.getString("code"), query)));
        }
        return figures;
    }

    /**
     * The longest of the indicator's usual periods. For a cohort, the first half of the year, since the cohort is
     * followed for half a year.
     */
    private static String period(JsonObject entry) {
        if (entry.getString("periods").equals("cohort")) {
            return YEAR + "S1";
        }
        int months = entry.getJsonArray("period_months").stream()
                .mapToInt(length -> ((Number) length).intValue())
                .max()
                .orElse(12);
        return switch (months) {
            case 12 -> Integer.toString(YEAR);
            case 6 -> YEAR + "S2";
            case 3 -> YEAR + "Q4";
            default ->
                throw new IllegalArgumentException(entry.getString("code") + " has no period that is asked for here");
        };
    }
}
