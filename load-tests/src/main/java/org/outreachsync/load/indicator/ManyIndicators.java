package org.outreachsync.load.indicator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.outreachsync.export.dataset.Coverage;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dataset.Frequency;
import org.outreachsync.export.dataset.Item;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.targets.Area;

/** A data set of the first indicators of a catalogue with all their breakdowns, for each site, region and country. */
final class ManyIndicators {

    private static final Period QUARTER = Period.parse("2025Q4");

    private ManyIndicators() {}

    static DataSet of(Catalogue catalogue, int count) {
        var items = new TreeMap<>(catalogue.definitions())
                .values().stream()
                        .filter(ManyIndicators::isForQuartersAndAreas)
                        .limit(count)
                        .map(definition -> item(catalogue, definition))
                        .toList();
        if (items.size() < count) {
            throw new IllegalStateException("only " + items.size() + " indicators can be reported for a quarter");
        }
        var title = new LocalizedText(Map.of(LocalizedText.ENGLISH, "Many indicators"), Set.of());
        return new DataSet("MANY", title, Frequency.QUARTER, EnumSet.allOf(Area.Level.class), Coverage.ALL, items);
    }

    private static boolean isForQuartersAndAreas(Definition definition) {
        return definition.periods().has(QUARTER)
                && definition.by().containsAll(Set.of(Dimension.SITE, Dimension.REGION, Dimension.COUNTRY));
    }

    private static Item item(Catalogue catalogue, Definition definition) {
        var breakdowns = new ArrayList<Set<Dimension>>();
        for (var dimension : definition.by()) {
            if (dimension != Dimension.PROJECT && dimension != Dimension.PROVIDER && dimension != Dimension.MONTH) {
                breakdowns.add(Set.of(dimension));
            }
        }
        breakdowns.removeIf(
                by -> by.stream().anyMatch(Set.of(Dimension.SITE, Dimension.REGION, Dimension.COUNTRY)::contains));
        breakdowns.add(Set.of(Dimension.SEX, Dimension.AGE));
        breakdowns.removeIf(by -> !definition.by().containsAll(by) || !isOffered(catalogue, definition, by));
        return new Item(definition, breakdowns, Question.USUAL_AGE_SCHEME);
    }

    private static boolean isOffered(Catalogue catalogue, Definition definition, Set<Dimension> by) {
        try {
            new Item(definition, List.of(), Question.USUAL_AGE_SCHEME)
                    .question(QUARTER, Coverage.ALL, by)
                    .check(catalogue, List.of());
            return true;
        } catch (RefusedException notOffered) {
            return false;
        }
    }
}
