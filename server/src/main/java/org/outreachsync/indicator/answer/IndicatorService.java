package org.outreachsync.indicator.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Regions;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Definition.Source;
import org.outreachsync.indicator.cell.CellWatermarks.Marks;
import org.outreachsync.indicator.cell.CellWatermarks.Progress;
import org.outreachsync.indicator.count.Figures;
import org.outreachsync.indicator.cube.Cube;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Places.Place;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.indicator.question.Question.Comparison;
import org.outreachsync.indicator.question.Tablets;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.refusal.RefusedException;

/** Answers what managers ask. Persons are counted over all sites and days of the question at once. */
public final class IndicatorService {

    /** Of single values, about 100 bytes each. */
    private static final long REMEMBERED_MAX = 500_000;

    private final Catalogue catalogue;
    private final CodeLists codes;
    private final Regions regions;
    private final Cube cube;
    private final Context around;
    private final Cache<Key, Map<String, Object>> remembered = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_MAX)
            .weigher((Key key, Map<String, Object> answer) -> values(answer))
            .build();

    /**
     * What answers also depend on.
     *
     * @param programme all sites of the programme
     * @param places where they are
     * @param entered reads the denominators that people entered, once for a question
     * @param tablets who may still hold work
     * @param zone the time zone of the programme's dates
     * @param clock tells today
     */
    public record Context(
            Supplier<Collection<String>> programme,
            Places places,
            Supplier<Entered> entered,
            Tablets tablets,
            ZoneId zone,
            InstantSource clock) {

        LocalDate today() {
            return LocalDate.ofInstant(clock.instant(), zone);
        }
    }

    /** Everything that an answer depends on, so that a remembered one is never stale. */
    private record Key(Question question, Progress progress, Object places, Object entered, LocalDate today) {}

    /** Answers by this catalogue from this cube. */
    public IndicatorService(Catalogue catalogue, CodeLists codes, Cube cube, Context around) {
        this.catalogue = catalogue;
        this.codes = codes;
        this.regions = new Regions(codes);
        this.cube = cube;
        this.around = around;
    }

    /** The indicators that may be asked for. */
    public List<Map<String, Object>> catalogue() {
        return catalogue.definitions().values().stream()
                .map(definition -> {
                    var described = describe(definition);
                    described.put("asked_by", definition.askedBy());
                    var source = definition.source();
                    if (source != null) {
                        described.put("source", source(source));
                    }
                    described.put("benchmarks", benchmarks(definition));
                    described.put("periods", definition.periods().text());
                    described.put(
                            "period_months",
                            definition.periods().months().stream().sorted().toList());
                    described.put("neutral", definition.neutral());
                    described.put(
                            "by",
                            new TreeSet<>(definition.by())
                                    .stream().map(Dimension::word).toList());
                    described.put(
                            "age_schemes",
                            catalogue.ageSchemes().stream().sorted().toList());
                    return described;
                })
                .toList();
    }

    /**
     * One indicator over sites and a period.
     *
     * @param allowed the sites that the caller may see
     * @param code of the catalogue
     * @param parameters {@code period} (required, see {@link org.outreachsync.indicator.Period}), {@code sites}
     *     (comma-separated; all allowed ones when left out), {@code region}, {@code country}, {@code project},
     *     {@code by} (comma-separated), {@code age_scheme}, {@code compare}
     * @return members of the JSON answer, in order
     * @throws RefusedException NOT_FOUND for an unknown code, PARAMETER for a wrong parameter, SCOPE_DENIED for
     *     another's site
     */
    public Map<String, Object> answer(Collection<String> allowed, String code, Map<String, String> parameters) {
        var question = Question.read(catalogue, allowed, code, parameters);
        var programme = around.programme().get();
        var all = new TreeSet<>(programme);
        all.addAll(question.sites());
        checkPlace(question, all);
        var entered = around.entered().get();
        var places = around.places().state();
        var answered = cube.ask(
                all,
                progress -> remembered.get(
                        new Key(question, progress, places, entered.state(), around.today()),
                        asked -> answer(question, all, progress.marks(), entered)));
        var answer = new LinkedHashMap<>(answered);
        answer.put(
                "completeness",
                Completeness.of(
                        question,
                        around.tablets(),
                        around.zone(),
                        around.clock().instant()));
        return answer;
    }

    /** Where a site is or was may be asked for, whatever its code is; where sites without a placement are, too. */
    private void checkPlace(Question question, Collection<String> programme) {
        var country = question.country();
        var region = question.region();
        if (!country.isEmpty()) {
            regions.checkCountry(
                    "country",
                    country,
                    code -> code.equals(Places.UNKNOWN)
                            || isPlaced(programme, place -> place.country().equals(code)));
        }
        if (!region.isEmpty()) {
            regions.checkRegion(
                    "region",
                    region,
                    code -> code.equals(Places.UNKNOWN)
                            || isPlaced(programme, place -> place.region().equals(code)));
        }
        boolean isBoth = !country.isEmpty() && !region.isEmpty();
        if (isBoth
                && !isPlaced(
                        programme,
                        place -> place.country().equals(country)
                                && place.region().equals(region))) {
            regions.checkSame(country, region);
        }
    }

    private boolean isPlaced(Collection<String> programme, Predicate<Place> isMeant) {
        return programme.stream()
                .flatMap(site -> around.places().of(site).stream())
                .anyMatch(isMeant);
    }

    private static int values(@Nullable Object answer) {
        return switch (answer) {
            case Map<?, ?> map ->
                1 + map.values().stream().mapToInt(IndicatorService::values).sum();
            case Collection<?> list ->
                1 + list.stream().mapToInt(IndicatorService::values).sum();
            case null, default -> 1;
        };
    }

    private Map<String, Object> answer(
            Question question, Collection<String> programme, Map<String, Marks> marks, Entered entered) {
        var definition = question.definition();
        var known = new Figures.Known(catalogue, codes, cube, around.places(), entered, programme, around.today());
        var figures = new Figures(known, question);
        var answer = describe(definition);
        answer.put("period", question.period().text());
        answer.put("from", question.period().from().toString());
        answer.put("to", question.period().to().toString());
        answer.put("sites", List.copyOf(question.sites()));
        answer.put("usual_period", definition.periods().has(question.period()));
        answer.put("dimensions", question.by().stream().map(Dimension::word).toList());
        answer.putAll(new Rows(question, figures, around.today()).answer());
        var own = OwnLabels.of(codes, answer.get("by"));
        if (!own.isEmpty()) {
            answer.put("own_labels", own);
        }
        if (question.compared().contains(Comparison.PREVIOUS)) {
            var before = question.over(question.period().previous());
            var previous = new LinkedHashMap<String, Object>();
            previous.put("period", before.period().text());
            previous.putAll(new Rows(before, new Figures(known, before), around.today()).figures());
            answer.put("previous", previous);
        }
        if (!definition.benchmarks().isEmpty() && definition.periods().has(question.period())) {
            answer.put("benchmarks", benchmarks(definition));
        }
        answer.put("as_of", asOf(question, marks));
        return Collections.unmodifiableMap(answer);
    }

    private static Map<String, Object> asOf(Question question, Map<String, Marks> marks) {
        var asOf = new TreeMap<String, Object>();
        for (var site : question.sites()) {
            var mark = marks.getOrDefault(site, new Marks(0, 0, 0));
            var places = new TreeMap<String, Object>(
                    Map.of("counted_to", mark.cells(), "acknowledged_to", Math.max(mark.reach(), mark.records())));
            if (mark.reach() > mark.cells()) {
                places.put("may_reach", mark.reach());
            }
            asOf.put(site, places);
        }
        return asOf;
    }

    private static Map<String, Object> source(Source source) {
        var described = new LinkedHashMap<String, Object>();
        described.put("title", source.title());
        var year = source.year();
        if (year != null) {
            described.put("year", year);
        }
        described.put("where", source.where());
        described.put("at", source.at());
        return described;
    }

    private static List<Map<String, Object>> benchmarks(Definition definition) {
        return definition.benchmarks().stream()
                .map(benchmark ->
                        Map.<String, Object>of("value", benchmark.value(), "source", source(benchmark.source())))
                .toList();
    }

    private static Map<String, Object> describe(Definition definition) {
        var described = new LinkedHashMap<String, Object>();
        described.put("code", definition.code());
        described.put("kind", definition.kind().name());
        described.put("definition_version", definition.version());
        described.put("labels", new TreeMap<>(definition.labels().byLanguage()));
        described.put("definition", definition.definition().in(LocalizedText.ENGLISH, ""));
        described.put("definitions", new TreeMap<>(definition.definition().byLanguage()));
        return described;
    }
}
