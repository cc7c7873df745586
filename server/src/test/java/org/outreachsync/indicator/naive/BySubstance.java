package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.outreachsync.indicator.naive.NaiveRecords.Rec;

/**
 * Counts for one substance after the other, each time as if there were no other contacts and overdoses than those that
 * name it.
 */
final class BySubstance {

    private static final Set<Integer> NEW_SUBSTANCES = Set.of(16, 17, 18);

    private final NaiveRecords records;
    private final LocalDate today;
    private final Question.Places places;

    BySubstance(NaiveRecords records, LocalDate today, Question.Places places) {
        this.records = records;
        this.today = today;
        this.places = places;
    }

    /** What is asked. */
    record Asked(Set<String> sites, LocalDate from, LocalDate to, Set<String> by) {}

    Map<Group, Figure> of(NaiveIndicators all, String code, Asked asked) {
        var rest = new TreeSet<>(asked.by());
        rest.remove("substance");
        var everything = all.of(code, asked.sites(), asked.from(), asked.to(), rest);
        var figures = new HashMap<Group, Figure>();
        for (int substance : Labels.substances()) {
            var some = new NaiveIndicators(naming(substance), today, places)
                    .of(code, asked.sites(), asked.from(), asked.to(), rest);
            if (code.equals("NPS.SHARE")) {
                // Out of everybody who was asked, whatever they answered.
                everything.forEach((group, figure) -> {
                    if (NEW_SUBSTANCES.contains(substance)) {
                        var here = some.getOrDefault(group, new Figure(0, 0L)).numerator();
                        figures.put(named(group, substance), new Figure(here, figure.denominator()));
                    }
                });
            } else {
                some.forEach((group, figure) -> figures.put(named(group, substance), figure));
            }
        }
        figures.values().removeIf(figure -> figure.equals(new Figure(0, null)) || figure.equals(new Figure(0, 0L)));
        return figures;
    }

    private static Group named(Group group, int substance) {
        var labels = new TreeMap<>(group.labels());
        labels.put("substance", Labels.substance(substance));
        return new Group(labels);
    }

    private NaiveRecords naming(int substance) {
        return new NaiveRecords(
                records.all().stream()
                        .filter(record -> isLeft(record, substance))
                        .toList(),
                records.codes());
    }

    private static boolean isLeft(Rec record, int substance) {
        boolean isActivity =
                record.is("OutreachContact", "OverdoseEvent", "NeedleExchange", "WomenServiceVisit", "SiteDayTally");
        return !isActivity
                || record.codes("substances_30d").contains(substance)
                || record.codes("substances").contains(substance);
    }
}
