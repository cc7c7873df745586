package org.outreachsync.indicator.catalogue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.catalogue.Definition.Benchmark;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Definition.Kind;
import org.outreachsync.indicator.catalogue.Definition.Source;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.yaml.Yaml;

/** Reads definitions of indicators. */
final class DefinitionReader {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Set<String> WORDS = Set.of(
            "labels",
            "labels_checked",
            "definition",
            "definition_checked",
            "asked_by",
            "source",
            "benchmarks",
            "kind",
            "periods",
            "neutral",
            "numerator",
            "denominator",
            "per",
            "by",
            "version");
    private static final Map<String, Kind> KINDS = Arrays.stream(Kind.values())
            .collect(Collectors.toMap(kind -> kind.name().toLowerCase(Locale.ROOT), Function.identity()));
    private static final Map<String, Dimension> DIMENSIONS =
            Arrays.stream(Dimension.values()).collect(Collectors.toMap(Dimension::word, Function.identity()));
    private static final int YEAR_MIN = 1900;
    private static final int YEAR_MAX = 9999;
    private static final int BENCHMARK_MAX = 1_000_000;
    private static final int PER_MAX = 1_000_000;
    private static final int VERSION_MAX = 9999;

    private final OperandReader operands;
    private final Dimensions dimensions;
    private final Map<String, Yaml> sources;

    /**
     * Reads definitions.
     *
     * @param sources the publications that definitions may name
     */
    DefinitionReader(OperandReader operands, Dimensions dimensions, Map<String, Yaml> sources) {
        this.operands = operands;
        this.dimensions = dimensions;
        this.sources = sources;
    }

    Definition read(String code, Yaml yaml) {
        if (!CODE.matcher(code).matches()) {
            throw yaml.wrong(
                    "an indicator's code is up to 64 letters, digits, dots, hyphens and underscores, not " + code);
        }
        var entries = yaml.entries(WORDS);
        var numerator = entries.need("numerator");
        var denominator = entries.get("denominator");
        var source = entries.get("source");
        var benchmarks = entries.get("benchmarks");
        var per = entries.get("per");
        var counted = operands.operand(numerator);
        var divided = denominator == null ? null : operands.operand(denominator);
        if (counted instanceof Operand.SizeEstimate || counted instanceof Operand.Target) {
            throw numerator.wrong("a numerator is counted, not entered");
        }
        var kind = kind(entries.need("kind"), counted);
        var by = dimensions(entries.need("by"));
        dimensions.checkNumerator(yaml, by, counted);
        if (divided != null) {
            dimensions.check(yaml, by, divided);
        }
        checkPopulations(yaml, by, counted, operands.only(numerator, counted));
        if (denominator != null && divided != null) {
            checkPopulations(yaml, by, divided, operands.only(denominator, divided));
        }
        return new Definition(
                code,
                kind,
                localized(entries.need("labels"), entries.get("labels_checked")),
                localized(entries.need("definition"), entries.get("definition_checked")),
                entries.need("asked_by").text(),
                source == null ? null : source(source),
                benchmarks == null
                        ? List.of()
                        : benchmarks.items().stream().map(this::benchmark).toList(),
                periods(entries.need("periods")),
                Yaml.isSet(entries.get("neutral")),
                counted,
                operands.only(numerator, counted),
                divided,
                denominator == null || divided == null ? Operand.Only.EVERYBODY : operands.only(denominator, divided),
                per == null ? 1 : per.whole(1, PER_MAX),
                by,
                entries.need("version").whole(1, VERSION_MAX));
    }

    /**
     * Refuses events that are limited to some people and broken down by population. The limit looks at the record, the
     * population at the person, so the groups would not add up.
     */
    private static void checkPopulations(Yaml yaml, Set<Dimension> by, Operand operand, Operand.Only only) {
        if (operand instanceof Operand.Sum
                && by.contains(Dimension.POPULATION)
                && !only.equals(Operand.Only.EVERYBODY)) {
            throw yaml.wrong("events that are limited to some people cannot be broken down by population");
        }
    }

    /** A publication, by its name in the catalogue's sources, and the part of it. */
    private Source source(Yaml yaml) {
        var entries = yaml.entries(Set.of("of", "at"));
        var of = entries.need("of");
        var named = sources.get(of.text());
        if (named == null) {
            throw of.wrong("there is no source " + of.text(), sources.keySet());
        }
        var known = named.entries(Set.of("title", "year", "where"));
        var at = entries.get("at");
        var year = known.get("year");
        return new Source(
                known.need("title").text(),
                year == null ? null : year.whole(YEAR_MIN, YEAR_MAX),
                known.need("where").text(),
                at == null ? "" : at.text());
    }

    private Benchmark benchmark(Yaml yaml) {
        var entries = yaml.entries(Set.of("value", "source"));
        return new Benchmark(entries.need("value").whole(1, BENCHMARK_MAX), source(entries.need("source")));
    }

    private static Kind kind(Yaml yaml, Operand counted) {
        var kind = KINDS.get(yaml.text());
        if (kind == null) {
            throw yaml.wrong("there is no kind " + yaml.text(), KINDS.keySet());
        }
        var fitting = switch (counted) {
            case Operand.Persons persons ->
                persons.people() instanceof Operand.People.All
                        ? EnumSet.of(Kind.PERSONS)
                        : EnumSet.of(Kind.PERSONS, Kind.STATUS);
            case Operand.Sites sites -> EnumSet.of(Kind.SITES);
            default -> EnumSet.of(Kind.EVENTS, Kind.UNITS);
        };
        if (!fitting.contains(kind)) {
            throw yaml.wrong("what is counted here is no " + yaml.text());
        }
        return kind;
    }

    private static Periods periods(Yaml yaml) {
        var periods = Periods.of(yaml.text());
        if (periods == null) {
            throw yaml.wrong("periods are any, date, cohort, or such as: 6 or 12 months; not " + yaml.text());
        }
        return periods;
    }

    /** A text in several languages. A single text is English. */
    private static LocalizedText localized(Yaml yaml, @Nullable Yaml checked) {
        var texts = new HashMap<String, String>();
        if (yaml.isText()) {
            texts.put(LocalizedText.ENGLISH, yaml.text());
        } else {
            var entries = yaml.entries(Set.copyOf(LocalizedText.LANGUAGES));
            entries.need(LocalizedText.ENGLISH);
            entries.names()
                    .forEach(language ->
                            texts.put(language, entries.need(language).text()));
        }
        try {
            return new LocalizedText(texts, checked == null ? Set.of() : Set.copyOf(checked.texts()));
        } catch (IllegalArgumentException contradiction) {
            throw (checked == null ? yaml : checked).wrong(String.valueOf(contradiction.getMessage()));
        }
    }

    private static Set<Dimension> dimensions(Yaml yaml) {
        var found = EnumSet.noneOf(Dimension.class);
        for (var item : yaml.items()) {
            var dimension = DIMENSIONS.get(item.text());
            if (dimension == null) {
                throw item.wrong("there is no breakdown by " + item.text(), DIMENSIONS.keySet());
            }
            found.add(dimension);
        }
        return found;
    }
}
