package org.outreachsync.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tables as exports have them, with many small counts. */
final class RandomTables {

    private static final Sensitivity USUAL = new Sensitivity(5, false);
    private static final Sensitivity STRICT = new Sensitivity(10, false);
    /** Of those tested, where somebody was: where nobody was, everybody may know that nobody was negative. */
    private static final Sensitivity ZERO_TELLS = new Sensitivity(5, true);

    private final RandomGenerator random;

    RandomTables(RandomGenerator random) {
        this.random = random;
    }

    /** One of all kinds. */
    Table next() {
        return switch (random.nextInt(6)) {
            case 0 -> margins(2 + random.nextInt(5), 2 + random.nextInt(4));
            case 1 -> regions();
            case 2 -> periods();
            case 3 -> cascade();
            case 4 -> persons();
            default -> restated();
        };
    }

    private long count() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1, 2 -> random.nextInt(8);
            default -> random.nextInt(60);
        };
    }

    /** Inner cells and what they are summed to. */
    private static final class Sums {

        private final Map<String, Long> values = new LinkedHashMap<>();
        private final Map<String, Integer> ranks = new LinkedHashMap<>();
        private final List<Relation> relations = new ArrayList<>();

        void inner(String name, long value) {
            values.put(name, value);
            ranks.put(name, 0);
        }

        void sum(String whole, List<String> parts) {
            values.put(whole, parts.stream().mapToLong(values::get).sum());
            ranks.put(whole, 1 + parts.stream().mapToInt(ranks::get).max().orElse(0));
            relations.add(Relation.sum(whole, parts));
        }

        Table.Builder table(Sensitivity sensitivity) {
            var builder = Table.builder();
            values.forEach((name, value) ->
                    builder.cell(new Cell(name, value, sensitivity, ranks.getOrDefault(name, 0), true)));
            relations.forEach(builder::relation);
            return builder;
        }
    }

    private Sums twoWay(int rows, int columns) {
        var sums = new Sums();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                sums.inner(row + "," + column, count());
            }
        }
        IntStream.range(0, rows).forEach(row -> sums.sum(row + ",*", names(columns, column -> row + "," + column)));
        IntStream.range(0, columns).forEach(column -> sums.sum("*," + column, names(rows, row -> row + "," + column)));
        sums.sum("*,*", names(rows, row -> row + ",*"));
        sums.relations.add(Relation.sum("*,*", names(columns, column -> "*," + column)));
        return sums;
    }

    private static List<String> names(int count, IntFunction<String> name) {
        return IntStream.range(0, count).mapToObj(name).toList();
    }

    Table margins(int rows, int columns) {
        return twoWay(rows, columns).table(USUAL).build();
    }

    /** Sites in regions, each by sex and age group, with every total. */
    private Table regions() {
        var sums = new Sums();
        int regions = 1 + random.nextInt(2);
        var sexes = List.of("F", "M");
        var ages = List.of("A", "B", "C");
        var sites = new LinkedHashMap<String, List<String>>();
        for (int region = 0; region < regions; region++) {
            int of = region;
            sites.put("R" + region, names(2 + random.nextInt(2), site -> "R" + of + "S" + site));
        }
        for (var site : sites.values().stream().flatMap(List::stream).toList()) {
            for (var sex : sexes) {
                ages.forEach(age -> sums.inner(site + sex + age, count()));
            }
        }
        sites.forEach((region, of) -> sexes.forEach(sex -> ages.forEach(age -> sums.sum(
                region + sex + age, of.stream().map(site -> site + sex + age).toList()))));
        for (var sex : sexes) {
            for (var age : ages) {
                sums.sum(
                        "P" + sex + age,
                        sites.keySet().stream()
                                .map(region -> region + sex + age)
                                .toList());
            }
        }
        var areas = Stream.concat(
                        Stream.concat(sites.values().stream().flatMap(List::stream), sites.keySet().stream()),
                        Stream.of("P"))
                .toList();
        for (var area : areas) {
            sexes.forEach(sex -> sums.sum(
                    area + sex, ages.stream().map(age -> area + sex + age).toList()));
            ages.forEach(age -> sums.sum(
                    area + age, sexes.stream().map(sex -> area + sex + age).toList()));
            sums.sum(area, sexes.stream().map(sex -> area + sex).toList());
            sums.relations.add(
                    Relation.sum(area, ages.stream().map(age -> area + age).toList()));
        }
        return sums.table(USUAL).build();
    }

    /** Months, quarters and the half-year of some sites. */
    private Table periods() {
        var sums = new Sums();
        int sites = 2 + random.nextInt(3);
        for (int site = 0; site < sites; site++) {
            int of = site;
            names(6, month -> of + "m" + month).forEach(name -> sums.inner(name, count()));
            for (int quarter = 0; quarter < 2; quarter++) {
                int first = quarter * 3;
                sums.sum(of + "q" + quarter, names(3, month -> of + "m" + (first + month)));
            }
            sums.sum(of + "h", names(2, quarter -> of + "q" + quarter));
        }
        for (var period : List.of("m0", "m1", "m2", "m3", "m4", "m5", "q0", "q1", "h")) {
            sums.sum("*" + period, names(sites, site -> site + period));
        }
        return sums.table(USUAL).build();
    }

    /** Tested and positive at some sites: positive is part of tested, and those left over can be worked out. */
    private Table cascade() {
        var builder = Table.builder();
        int sites = 2 + random.nextInt(4);
        long tested = 0;
        long positive = 0;
        for (int site = 0; site < sites; site++) {
            long here = count();
            long found = here == 0 ? 0 : random.nextLong(here + 1);
            cascade(builder, site + "", here, found, 0);
            tested += here;
            positive += found;
        }
        cascade(builder, "*", tested, positive, 1);
        for (var kind : List.of(" tested", " positive", " negative")) {
            builder.relation(Relation.sum("*" + kind, names(sites, site -> site + kind)));
        }
        return builder.build();
    }

    private static void cascade(Table.Builder builder, String site, long tested, long positive, int rank) {
        builder.cell(new Cell(site + " tested", tested, USUAL, rank + 1, true));
        builder.cell(new Cell(site + " positive", positive, STRICT, rank, true));
        builder.cell(new Cell(site + " negative", tested - positive, tested > 0 ? ZERO_TELLS : USUAL, rank, false));
        builder.relation(Relation.sum(site + " tested", List.of(site + " positive", site + " negative")));
    }

    /** Persons, some of whom came to several sites, by sex. */
    private Table persons() {
        int sites = 2 + random.nextInt(3);
        int people = 1 + random.nextInt(60);
        var at = new long[sites + 1][3];
        for (int person = 0; person < people; person++) {
            int sex = random.nextInt(3) == 0 ? 0 : 1;
            boolean[] came = new boolean[sites];
            came[random.nextInt(sites)] = true;
            came[random.nextInt(sites)] = true;
            for (int site = 0; site <= sites; site++) {
                if (site == sites || came[site]) {
                    at[site][sex]++;
                    at[site][2]++;
                }
            }
        }
        var builder = Table.builder();
        var groups = List.of("F", "M", "*");
        for (int site = 0; site <= sites; site++) {
            for (int group = 0; group < 3; group++) {
                builder.cell(new Cell(
                        site + groups.get(group), at[site][group], USUAL, (site == sites ? 1 : 0) + group / 2, true));
            }
            builder.relation(Relation.sum(site + "*", List.of(site + "F", site + "M")));
        }
        for (var group : groups) {
            builder.relation(Relation.cover(sites + group, names(sites, site -> site + group)));
            for (int site = 0; site < sites; site++) {
                builder.relation(Relation.within(site + group, sites + group));
            }
        }
        return builder.build();
    }

    /** A table that was told before, exactly where counts were great enough, and to which some late records came. */
    private Table restated() {
        int rows = 2 + random.nextInt(3);
        int columns = 2 + random.nextInt(3);
        var before = twoWay(rows, columns);
        var first = Releases.of(new Policy.Suppress(), before.table(USUAL).build());
        var late = new LinkedHashMap<String, Long>();
        before.values.forEach((name, value) -> {
            if (!name.contains("*")) {
                late.put(name, random.nextInt(4) == 0 ? random.nextLong(9) : 0L);
            }
        });
        var restated = Table.builder();
        before.values.forEach((name, value) -> {
            restated.cell(new Cell("old " + name, value, USUAL, 0, false));
            long more = late.entrySet().stream()
                    .filter(entry -> matches(name, entry.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            restated.cell(new Cell("late " + name, more, USUAL, 0, false));
            restated.cell(new Cell("new " + name, value + more, USUAL, before.ranks.getOrDefault(name, 0), true));
            restated.relation(Relation.sum("new " + name, List.of("old " + name, "late " + name)));
        });
        for (var kind : List.of("old ", "late ", "new ")) {
            before.relations.forEach(relation -> restated.relation(Relation.sum(
                    kind + relation.wholes().getFirst(),
                    relation.parts().stream().map(part -> kind + part).toList())));
        }
        if (first instanceof Release.Safe safe) {
            safe.told().forEach((name, told) -> restated.known("old " + name, told.range()));
        }
        return restated.build();
    }

    private static boolean matches(String pattern, String inner) {
        var wanted = pattern.split(",", -1);
        var has = inner.split(",", -1);
        return (wanted[0].equals("*") || wanted[0].equals(has[0]))
                && (wanted[1].equals("*") || wanted[1].equals(has[1]));
    }
}
