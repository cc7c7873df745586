package org.outreachsync.indicator.answer;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.answer.Figures.Known;
import org.outreachsync.indicator.answer.Figures.Worked;
import org.outreachsync.indicator.answer.Places.Place;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/** Finds the size estimates and targets that people entered for the area of a question, and for those of its rows that are areas. */
final class EnteredFigures {

    /** For what something can be entered. */
    private static final Set<Dimension> AREAS = EnumSet.of(Dimension.SITE, Dimension.REGION, Dimension.COUNTRY);

    private final Known known;
    private final Question question;
    private final Selection selection;
    private final Selection programme;

    /**
     * For a question.
     *
     * @param selection what it is about
     * @param programme all sites over its days
     */
    EnteredFigures(Known known, Question question, Selection selection, Selection programme) {
        this.known = known;
        this.question = question;
        this.selection = selection;
        this.programme = programme;
    }

    Worked sizeEstimate(String population) {
        return entered(area -> known.entered().sizeEstimate(area, population, year()));
    }

    Worked target(String indicator) {
        return entered(area -> known.entered().target(area, indicator, year()));
    }

    private int year() {
        return question.period().to().getYear();
    }

    private interface Lookup {
        Entered.@Nullable Figure find(String area);
    }

    private Worked entered(Lookup lookup) {
        var sources = new HashMap<Group, Entered.Figure>();
        if (question.by().size() == 1 && AREAS.containsAll(question.by())) {
            for (var slice : new Slices(known.places()).of(selection, question.by(), false)) {
                slice.group().texts().forEach((dimension, text) -> {
                    var found = text.equals(Places.UNKNOWN) || !isWhole(dimension, text) ? null : lookup.find(dimension.word() + ":" + text);
                    if (found != null) {
                        sources.put(slice.group(), found);
                    }
                });
            }
        }
        var groups = new HashMap<Group, Long>();
        sources.forEach((group, figure) -> groups.put(group, figure.value()));
        var area = area();
        if (area != null) {
            var found = lookup.find(area);
            return new Worked(found == null ? null : found.value(), groups, found, sources, null);
        }
        return new Worked(sum(lookup), groups, null, sources, null);
    }

    /** The one area that the question is about, or null when it is about several sites, or not all of the area's. */
    private @Nullable String area() {
        if (!question.region().isEmpty()) {
            return isWhole(Dimension.REGION, question.region()) ? "region:" + question.region() : null;
        } else if (!question.country().isEmpty()) {
            return isWhole(Dimension.COUNTRY, question.country()) ? "country:" + question.country() : null;
        } else if (question.named()) {
            return question.sites().size() == 1 ? "site:" + question.sites().iterator().next() : null;
        }
        var country = country();
        return country == null || !isWhole(Dimension.COUNTRY, country) ? null : "country:" + country;
    }

    /** The one country of all sites; null when there are more, or nobody said of a site where it is. Before it opens and once it is closed it is nowhere. */
    private @Nullable String country() {
        var countries = new TreeSet<String>();
        for (var stretch : selection.stretches()) {
            var places = known.places().of(stretch.site());
            if (places.isEmpty()) {
                return null;
            }
            places.stream().filter(place -> place.of(stretch) != null).map(Place::country).forEach(countries::add);
        }
        return countries.size() == 1 ? countries.first() : null;
    }

    /** Whether the question is about all sites of a region or country: what was entered for it is to be compared with nothing less. */
    private boolean isWhole(Dimension dimension, String area) {
        return switch (dimension) {
            case REGION -> hasAll(Place::region, area);
            case COUNTRY -> hasAll(Place::country, area);
            default -> true;
        };
    }

    private boolean hasAll(Function<Place, String> word, String area) {
        return programme.stretches().stream().filter(stretch -> isOpenIn(stretch, word, area)).map(Stretch::site).allMatch(question.sites()::contains);
    }

    private boolean isOpenIn(Stretch stretch, Function<Place, String> word, String area) {
        return known.places().of(stretch.site()).stream().anyMatch(place -> word.apply(place).equals(area) && place.of(stretch) != null);
    }

    /** Of several sites, the sum; unknown when one of them is. */
    private @Nullable Long sum(Lookup lookup) {
        long sum = 0;
        for (var site : question.sites()) {
            var found = lookup.find("site:" + site);
            if (found == null) {
                return null;
            }
            sum += found.value();
        }
        return question.sites().isEmpty() ? null : Long.valueOf(sum);
    }
}
