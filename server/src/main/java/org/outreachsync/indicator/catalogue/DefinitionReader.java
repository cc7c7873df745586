package org.outreachsync.indicator.catalogue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Definition.Kind;

/** Reads definitions of indicators. */
final class DefinitionReader {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Set<String> WORDS = Set.of(
            "labels", "definition", "asked_by", "kind", "periods", "numerator", "denominator", "per", "by", "version");
    private static final Set<Dimension> OF_COMPLEX_PEOPLE = EnumSet.complementOf(
            EnumSet.of(Dimension.PROJECT, Dimension.MODE, Dimension.COMMODITY, Dimension.MONTH));
    private static final Set<Dimension> OF_PEOPLE = EnumSet.complementOf(EnumSet.of(Dimension.MODE, Dimension.COMMODITY));
    private static final Set<Dimension> OF_SUMS = EnumSet.complementOf(EnumSet.of(Dimension.POPULATION));
    private static final Set<Dimension> OF_SITES = EnumSet.of(Dimension.REGION, Dimension.COUNTRY, Dimension.PROVIDER);

    private final SideReader sides;

    DefinitionReader(SideReader sides) {
        this.sides = sides;
    }

    Definition read(String code, Yaml yaml) {
        if (!CODE.matcher(code).matches()) {
            throw yaml.wrong("an indicator's code is up to 64 letters, digits, dots, hyphens and underscores, not " + code);
        }
        var entries = yaml.entries(WORDS);
        var numerator = yaml.need(entries, "numerator");
        var denominator = entries.get("denominator");
        var counted = sides.side(numerator);
        var divided = denominator == null ? null : sides.side(denominator);
        if (counted instanceof Side.SizeEstimate || counted instanceof Side.Target) {
            throw numerator.wrong("a numerator is counted, not entered");
        }
        var by = dimensions(yaml.need(entries, "by"));
        checkDimensions(yaml, by, counted);
        if (divided != null) {
            checkDimensions(yaml, by, divided);
        }
        return new Definition(
                code,
                kind(yaml.need(entries, "kind")),
                labels(yaml.need(entries, "labels")),
                yaml.need(entries, "definition").text(),
                yaml.need(entries, "asked_by").text(),
                yaml.need(entries, "periods").text(),
                counted,
                sides.only(numerator),
                divided,
                denominator == null ? Side.Only.EVERYBODY : sides.only(denominator),
                Yaml.whole(entries.get("per"), 1, 1, 1_000_000),
                by,
                yaml.need(entries, "version").whole(1, 9999));
    }

    private static Kind kind(Yaml yaml) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(yaml.text()))
                .findAny()
                .orElseThrow(() -> yaml.wrong("there is no kind " + yaml.text()));
    }

    private static Map<String, String> labels(Yaml yaml) {
        var labels = new HashMap<String, String>();
        yaml.entries(Set.of("en", "ru", "ky", "kk", "tg")).forEach((language, label) -> labels.put(language, label.text()));
        yaml.need(yaml.entries(), "en");
        return labels;
    }

    private static Set<Dimension> dimensions(Yaml yaml) {
        var found = EnumSet.noneOf(Dimension.class);
        for (var item : yaml.items()) {
            found.add(Arrays.stream(Dimension.values())
                    .filter(dimension -> dimension.word().equals(item.text()))
                    .findAny()
                    .orElseThrow(() -> item.wrong("there is no breakdown by " + item.text())));
        }
        return found;
    }

    private static void checkDimensions(Yaml yaml, Set<Dimension> by, Side side) {
        var allowed = allowed(side);
        for (var dimension : by) {
            if (!allowed.contains(dimension)) {
                throw yaml.wrong("what is counted here cannot be broken down by " + dimension.word());
            }
        }
    }

    private static Set<Dimension> allowed(Side side) {
        return switch (side) {
            case Side.Sum sum -> OF_SUMS;
            case Side.Persons persons -> persons.people() instanceof Side.People.All ? OF_PEOPLE : OF_COMPLEX_PEOPLE;
            case Side.Sites sites -> OF_SITES;
            case Side.SizeEstimate estimate -> EnumSet.allOf(Dimension.class);
            case Side.Target target -> EnumSet.allOf(Dimension.class);
        };
    }
}
