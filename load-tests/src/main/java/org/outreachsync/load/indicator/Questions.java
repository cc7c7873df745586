package org.outreachsync.load.indicator;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Operand;

/** Draws questions over the whole catalogue, all different. */
final class Questions {

    private static final String[] AGE_SCHEMES = {"five_year", "under_25", "unaids", "who"};

    private final Shape shape;
    private final List<Definition> definitions;
    private final SplittableRandom random;

    /**
     * A question.
     *
     * @param kinds its characteristics, for the report
     */
    record Asked(String code, Map<String, String> parameters, List<String> kinds) {
        @Override
        public String toString() {
            return code
                    + new TreeMap<>(parameters)
                            .entrySet().stream()
                                    .map(one -> one.getKey() + "="
                                            + (one.getValue().length() > 60
                                                    ? one.getValue().substring(0, 60) + "…"
                                                    : one.getValue()))
                                    .collect(Collectors.joining("&", "?", ""));
        }
    }

    private record Drawn(String period, boolean whole) {}

    private Questions(Shape shape, Catalogue catalogue, long seed) {
        this.shape = shape;
        this.definitions = List.copyOf(catalogue.definitions().values());
        this.random = new SplittableRandom(seed);
    }

    /** This many questions. */
    static List<Asked> draw(Shape shape, Catalogue catalogue, long seed, int count) {
        var questions = new Questions(shape, catalogue, seed);
        var drawn = new ArrayList<Asked>();
        var seen = new TreeSet<String>();
        while (drawn.size() < count) {
            var asked = questions.one();
            if (seen.add(asked.code() + new TreeMap<>(asked.parameters()))) {
                drawn.add(asked);
            }
        }
        return drawn;
    }

    private Asked one() {
        var definition = definitions.get(random.nextInt(definitions.size()));
        var parameters = new HashMap<String, String>();
        var kinds = new ArrayList<String>();
        var drawn = period();
        parameters.put("period", drawn.period());
        kinds.add(drawn.whole() ? "whole months" : "odd days");
        kinds.add(
                isComplex(definition.numerator()) || isComplex(definition.denominator())
                        ? "complex sides"
                        : "plain sides");
        kinds.add(sites(parameters));
        kinds.add(breakdown(definition, parameters));
        place(parameters);
        boolean isCompared = random.nextInt(10) == 0;
        if (isCompared) {
            parameters.put("compare", "previous,target");
        }
        kinds.add(isCompared ? "compared with before" : "not compared");
        if (random.nextInt(10) == 0) {
            parameters.put("project", Integer.toString(1 + random.nextInt(12)));
        }
        if (random.nextInt(3) == 0) {
            parameters.put("age_scheme", AGE_SCHEMES[random.nextInt(AGE_SCHEMES.length)]);
        }
        return new Asked(definition.code(), parameters, kinds);
    }

    private static boolean isComplex(@Nullable Operand operand) {
        return operand instanceof Operand.Persons persons && !(persons.people() instanceof Operand.People.All);
    }

    private String sites(Map<String, String> parameters) {
        int draw = random.nextInt(10);
        if (draw < 4) {
            return "all sites";
        }
        int count = draw < 8 ? 1 : random.nextInt(2, 21);
        var some = new TreeSet<String>();
        for (int at = 0; at < count; at++) {
            some.add(shape.site(random.nextInt(shape.sites())));
        }
        parameters.put("sites", String.join(",", some));
        return some.size() == 1 ? "one site" : "some sites";
    }

    private void place(Map<String, String> parameters) {
        switch (random.nextInt(10)) {
            case 0 -> parameters.put("region", Fill.REGIONS.get(random.nextInt(Fill.REGIONS.size())));
            case 1 -> parameters.put("country", Fill.COUNTRY);
            default -> {
                // Everywhere.
            }
        }
    }

    private String breakdown(Definition definition, Map<String, String> parameters) {
        int draw = random.nextInt(20);
        int wanted = draw < 5 ? 0 : draw < 14 ? 1 : draw < 18 ? 2 : 3;
        var words = new ArrayList<>(definition.by().stream()
                .sorted()
                .map(Definition.Dimension::word)
                .toList());
        var chosen = new TreeSet<String>();
        // A breakdown by 200 sites and two more dimensions has too many rows, so such questions are refused.
        while (chosen.size() < (chosen.contains("site") ? Math.min(wanted, 2) : wanted) && !words.isEmpty()) {
            chosen.add(words.remove(random.nextInt(words.size())));
        }
        if (!chosen.isEmpty()) {
            parameters.put("by", String.join(",", chosen));
        }
        boolean manySlices = chosen.contains("month") || chosen.contains("site") || chosen.contains("project");
        return chosen.isEmpty() ? "no breakdown" : manySlices ? "by site, month or project" : "other breakdowns";
    }

    private Drawn period() {
        var month = YearMonth.from(shape.first()).plusMonths(random.nextInt(12 * shape.years()));
        int year = month.getYear();
        return switch (random.nextInt(6)) {
            case 0 -> new Drawn("%d%02d".formatted(year, month.getMonthValue()), true);
            case 1 -> new Drawn(year + "Q" + (1 + random.nextInt(4)), true);
            case 2 -> new Drawn(year + "S" + (1 + random.nextInt(2)), true);
            case 3 -> new Drawn(Integer.toString(year), true);
            case 4 -> new Drawn(year + "Oct", true);
            default -> odd();
        };
    }

    private Drawn odd() {
        LocalDate from = shape.first().plusDays(random.nextInt(shape.days()));
        LocalDate to = from.plusDays(random.nextInt(1, 400));
        return new Drawn(from + ".." + (to.isAfter(shape.last()) ? shape.last() : to), false);
    }
}
