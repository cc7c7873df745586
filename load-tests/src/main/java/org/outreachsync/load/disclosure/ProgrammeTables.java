package org.outreachsync.load.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.outreachsync.disclosure.Cell;
import org.outreachsync.disclosure.Relation;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.disclosure.Table;

/**
 * Tables of one indicator as a programme has them: sites, regions and the country by sex, age group and month of a
 * quarter, with every total. Most sites are small and a few are large, so that most counts of a site are small.
 */
final class ProgrammeTables {

    /** Which disaggregations a table has. */
    enum Shape {
        /** Sex by age for the quarter, totals for each month. */
        USUAL(21),
        /** Sex by age for each month, too. */
        FULL(72);

        private final int cellsOfAnArea;

        Shape(int cellsOfAnArea) {
            this.cellsOfAnArea = cellsOfAnArea;
        }

        /** How many sites make about so many cells. */
        int sites(int cells) {
            return Math.max(2, cells * SITES_OF_A_REGION / ((SITES_OF_A_REGION + 1) * cellsOfAnArea) - 1);
        }
    }

    private static final Map<String, Double> SEXES = new TreeMap<>(Map.of("F", 0.27, "M", 0.73));
    private static final Map<String, Double> AGES =
            new TreeMap<>(Map.of("15-19", 0.06, "20-24", 0.16, "25-34", 0.38, "35-49", 0.31, "50+", 0.09));
    private static final List<String> MONTHS = List.of("m1", "m2", "m3");
    private static final String QUARTER = "q";
    private static final String ALL = "*";
    private static final int SITES_OF_A_REGION = 25;
    private static final Sensitivity BELOW_5 = new Sensitivity(5, false);

    /** Persons of a site in a month: the median, and the spread of its logarithm. */
    private static final double MEDIAN = 12;

    private static final double SPREAD = 1.1;

    private final Shape shape;
    private final Map<String, List<String>> areas = new LinkedHashMap<>();
    private final Map<String, Long> values = new LinkedHashMap<>();
    private final Map<String, Integer> ranks = new LinkedHashMap<>();
    private final List<Relation> relations = new ArrayList<>();

    private ProgrammeTables(Shape shape) {
        this.shape = shape;
    }

    static Table of(Shape shape, int sites, long seed) {
        var tables = new ProgrammeTables(shape);
        tables.fill(sites, new SplittableRandom(seed));
        tables.sumUp();
        return tables.table();
    }

    private void fill(int sites, SplittableRandom random) {
        var regions = new LinkedHashMap<String, List<String>>();
        for (int site = 0; site < sites; site++) {
            var name = "S" + site;
            areas.put(name, List.of());
            regions.computeIfAbsent("R" + site / SITES_OF_A_REGION, region -> new ArrayList<>())
                    .add(name);
            double mean = MEDIAN * Math.exp(SPREAD * random.nextGaussian());
            MONTHS.forEach(month -> SEXES.forEach((sex, ofSex) -> AGES.forEach((age, ofAge) -> {
                var cell = name(name, sex, age, month);
                values.put(cell, poisson(random, mean * ofSex * ofAge));
                ranks.put(cell, 0);
            })));
        }
        areas.putAll(regions);
        areas.put(ALL, List.copyOf(regions.keySet()));
    }

    private static long poisson(SplittableRandom random, double mean) {
        double least = Math.exp(-mean);
        long count = 0;
        for (double left = random.nextDouble(); left > least; left *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    private static String name(String area, String sex, String age, String month) {
        return area + " " + sex + " " + age + " " + month;
    }

    private void sumUp() {
        areas.forEach((area, parts) -> withTotal(MONTHS, QUARTER)
                .forEach(month -> withTotal(List.copyOf(SEXES.keySet()), ALL)
                        .forEach(sex -> withTotal(List.copyOf(AGES.keySet()), ALL)
                                .forEach(age -> sumUp(area, parts, sex, age, month)))));
    }

    private static Stream<String> withTotal(List<String> parts, String total) {
        return Stream.concat(parts.stream(), Stream.of(total));
    }

    private void sumUp(String area, List<String> parts, String sex, String age, String month) {
        var whole = name(area, sex, age, month);
        if (!parts.isEmpty()) {
            sum(whole, parts.stream().map(part -> name(part, sex, age, month)));
        }
        if (month.equals(QUARTER)) {
            sum(whole, MONTHS.stream().map(part -> name(area, sex, age, part)));
        }
        if (sex.equals(ALL)) {
            sum(whole, SEXES.keySet().stream().map(part -> name(area, part, age, month)));
        }
        if (age.equals(ALL)) {
            sum(whole, AGES.keySet().stream().map(part -> name(area, sex, part, month)));
        }
    }

    private void sum(String whole, Stream<String> summed) {
        var parts = summed.toList();
        values.put(whole, parts.stream().mapToLong(values::get).sum());
        ranks.merge(whole, 1 + parts.stream().mapToInt(ranks::get).max().orElse(0), Math::max);
        relations.add(Relation.sum(whole, parts));
    }

    private Table table() {
        var table = Table.builder();
        values.forEach((name, value) -> {
            if (isIn(name)) {
                table.cell(new Cell(name, value, BELOW_5, ranks.getOrDefault(name, 0), true));
            }
        });
        relations.stream()
                .filter(relation -> relation.wholes().stream().allMatch(this::isIn))
                .filter(relation -> relation.parts().stream().allMatch(this::isIn))
                .forEach(table::relation);
        return table.build();
    }

    private boolean isIn(String name) {
        return shape == Shape.FULL || name.endsWith(" " + QUARTER) || name.contains(" * * ");
    }
}
