package org.outreachsync.export.build;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.dataset.Item;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.model.codes.LocalizedText;

/** Finds the names of groups and areas in the languages of readers. */
public final class GroupNames {

    private static final Pattern AGES = Pattern.compile("AGE_(\\d+)_(\\d+|PLUS)");
    /** The lists that the reason of a stop may come from. */
    private static final List<String> STOP_REASONS = List.of("ost_stop_reason", "arv_stop_reason");

    private final CodeLists codes;
    private final Function<String, Optional<String>> sites;

    /**
     * Names of these code lists.
     *
     * @param sites the name of a site by its code; empty if there is no such site
     */
    public GroupNames(CodeLists codes, Function<String, Optional<String>> sites) {
        this.codes = codes;
        this.sites = sites;
    }

    /**
     * The names of all groups and areas in lines. Groups that no list names have none, such as numbers of projects. The
     * names of countries are those that the Java runtime has from the Unicode CLDR.
     */
    public SortedMap<Dimension, SortedMap<String, LocalizedText>> of(List<List<Line>> tables) {
        var names = new TreeMap<Dimension, SortedMap<String, LocalizedText>>();
        tables.stream().flatMap(List::stream).forEach(line -> {
            add(Item.dimension(line.area().level()), line.area().code(), names);
            line.groups().forEach((dimension, code) -> add(dimension, code, names));
        });
        return names;
    }

    private void add(Dimension dimension, String code, SortedMap<Dimension, SortedMap<String, LocalizedText>> names) {
        var known = names.computeIfAbsent(dimension, unseen -> new TreeMap<>());
        if (!known.containsKey(code)) {
            var name = name(dimension, code);
            if (name != null) {
                known.put(code, name);
            }
        }
    }

    private @Nullable LocalizedText name(Dimension dimension, String code) {
        return switch (dimension) {
            case SITE -> sites.apply(code).map(GroupNames::inAllLanguages).orElse(null);
            case COUNTRY -> country(code);
            case AGE ->
                Optional.ofNullable(ages(code))
                        .map(GroupNames::inAllLanguages)
                        .orElseGet(() -> listed(dimension, code));
            default -> listed(dimension, code);
        };
    }

    /** A name that is not translated: languages without a text of their own fall back to English. */
    private static LocalizedText inAllLanguages(String name) {
        return new LocalizedText(Map.of(LocalizedText.ENGLISH, name), Set.of());
    }

    private static @Nullable LocalizedText country(String code) {
        if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(code)) {
            return null;
        }
        var names = new TreeMap<String, String>();
        var country = Locale.of("", code);
        LocalizedText.LANGUAGES.forEach(
                language -> names.put(language, country.getDisplayCountry(Locale.of(language))));
        return new LocalizedText(names, Set.of());
    }

    private @Nullable LocalizedText listed(Dimension dimension, String code) {
        return lists(dimension)
                .filter(list -> codes.names().contains(list))
                .map(list -> codes.get(list).byCode(code))
                .filter(Objects::nonNull)
                .map(found -> found.labels())
                .findFirst()
                .orElse(null);
    }

    private static Stream<String> lists(Dimension dimension) {
        var list = dimension.list();
        return switch (dimension) {
            case AGE -> Stream.of("age_band");
            case STOP_REASON -> STOP_REASONS.stream();
            default -> Stream.of(list == null ? dimension.word() : list);
        };
    }

    /** Ages in digits, which all languages share: {@code AGE_0_4..AGE_20_24} is 0–24, {@code AGE_50_PLUS} is 50+. */
    private static @Nullable String ages(String code) {
        var ends = Arrays.stream(code.split("\\.\\.", -1)).map(AGES::matcher).toList();
        if (!ends.stream().allMatch(Matcher::matches)) {
            return null;
        }
        var from = ends.getFirst().group(1);
        var to = ends.getLast().group(2);
        return to.equals("PLUS") ? from + "+" : from + "–" + to;
    }
}
