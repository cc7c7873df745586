package org.outreachsync.indicator.breakdown;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.breakdown.Group.Label;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.cube.Selection;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Places.Place;
import org.outreachsync.indicator.question.Stretch;

/** Cuts a selection by place and time. Persons may be in more than one slice. */
public final class Slices {

    private final Places places;

    public Slices(Places places) {
        this.places = places;
    }

    /** A part of a selection, with its group. */
    public record Slice(Group group, Selection selection) {}

    /**
     * The slices.
     *
     * @param byProject whether to cut by funding source, too
     */
    public List<Slice> of(Selection selection, Set<Dimension> by, boolean byProject) {
        var slices = List.of(new Slice(Group.ALL, selection));
        for (var dimension : by) {
            slices = switch (dimension) {
                case SITE -> cut(slices, dimension, stretch -> Map.of(Labels.text(stretch.site()), List.of(stretch)));
                case REGION -> cut(slices, dimension, stretch -> placed(stretch, Place::region));
                case COUNTRY -> cut(slices, dimension, stretch -> placed(stretch, Place::country));
                case PROVIDER -> cut(slices, dimension, stretch -> placed(stretch, Place::provider));
                case MONTH -> cut(slices, dimension, Slices::months);
                case PROJECT -> byProject ? projects(slices) : slices;
                default -> slices;
            };
        }
        return slices;
    }

    private static List<Slice> cut(
            List<Slice> slices, Dimension dimension, Function<Stretch, Map<Label, List<Stretch>>> cutter) {
        var parts = new ArrayList<Slice>();
        for (var slice : slices) {
            var byLabel = new TreeMap<Label, List<Stretch>>();
            for (var stretch : slice.selection().stretches()) {
                cutter.apply(stretch)
                        .forEach((label, part) -> byLabel.computeIfAbsent(label, unseen -> new ArrayList<>())
                                .addAll(part));
            }
            byLabel.forEach((label, part) -> parts.add(new Slice(
                    slice.group().with(dimension, label), slice.selection().of(part))));
        }
        return parts;
    }

    private static List<Slice> projects(List<Slice> slices) {
        var parts = new ArrayList<Slice>();
        for (var slice : slices) {
            slice.selection()
                    .projects()
                    .forEach(project -> parts.add(new Slice(
                            slice.group().with(Dimension.PROJECT, Labels.number(project)),
                            slice.selection().of(project))));
        }
        return parts;
    }

    private static Map<Label, List<Stretch>> months(Stretch stretch) {
        var months = new TreeMap<Label, List<Stretch>>();
        for (var month = YearMonth.from(stretch.from());
                !month.atDay(1).isAfter(stretch.to());
                month = month.plusMonths(1)) {
            var part = stretch.within(month.atDay(1), month.atEndOfMonth());
            if (part != null) {
                months.put(Labels.text(Period.of(month).text()), List.of(part));
            }
        }
        return months;
    }

    private Map<Label, List<Stretch>> placed(Stretch stretch, Function<Place, String> word) {
        var parts = new TreeMap<Label, List<Stretch>>();
        places.parts(stretch, word).forEach((label, part) -> parts.put(Labels.text(label), part));
        return parts;
    }

    /** The parts of a selection in which the site's placement has a given value, such as a region. */
    public Selection at(Selection selection, Function<Place, String> word, String wanted) {
        var stretches = selection.stretches().stream()
                .flatMap(stretch -> places.parts(stretch, word).getOrDefault(wanted, List.of()).stream())
                .toList();
        return selection.of(stretches);
    }
}
