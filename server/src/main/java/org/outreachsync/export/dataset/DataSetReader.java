package org.outreachsync.export.dataset;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.DataSetLimits;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.targets.Area;
import org.outreachsync.yaml.Mistakes;
import org.outreachsync.yaml.Yaml;

/** Reads data sets as people write them in a destination, and checks them against the catalogue. */
public final class DataSetReader {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9_-]{0,39}");
    /** Places are the areas of a data set, and months its periods. */
    private static final Set<Dimension> NOT_IN_BREAKDOWNS = EnumSet.of(
            Dimension.SITE,
            Dimension.REGION,
            Dimension.COUNTRY,
            Dimension.MONTH,
            Dimension.PROVIDER,
            Dimension.PROJECT);

    private static final YearMonth ANY_MONTH = YearMonth.of(2000, 1);

    private static final Set<String> MEMBERS =
            Set.of("code", "title", "period", "areas", "sites", "region", "country", "project", "indicators");

    private final Catalogue catalogue;
    private final DataSetLimits limits;

    /** Reads data sets of this catalogue. */
    public DataSetReader(Catalogue catalogue, DataSetLimits limits) {
        this.catalogue = catalogue;
        this.limits = limits;
    }

    /**
     * Reads the data sets of a destination.
     *
     * @throws org.outreachsync.yaml.YamlException if one is wrong, naming the line and what may stand there
     */
    public List<DataSet> read(Yaml list) {
        var sets = new ArrayList<DataSet>();
        var codes = new HashSet<String>();
        var mistakes = new Mistakes();
        for (var item : atMost(list, limits.setsMax())) {
            mistakes.check(() -> {
                var set = one(item);
                if (!codes.add(set.code())) {
                    throw item.wrong("two data sets are called " + set.code());
                }
                sets.add(set);
            });
        }
        mistakes.throwIfAny();
        if (sets.isEmpty()) {
            throw list.wrong("at least one data set is needed");
        }
        return sets;
    }

    private DataSet one(Yaml set) {
        var mistakes = new Mistakes();
        var members = set.entries(MEMBERS, mistakes);
        var code = mistakes.read(() -> code(members.need("code")));
        var title = mistakes.read(() -> title(members.need("title")));
        var frequency = mistakes.<@Nullable Frequency>read(() -> frequency(members.need("period")));
        var levels = mistakes.read(() -> levels(members.need("areas")));
        var coverage = mistakes.read(() -> coverage(members));
        var items =
                mistakes.read(() -> items(members.need("indicators"), frequency.orElse(null), levels.orElse(Set.of())));
        mistakes.throwIfAny();
        return new DataSet(
                code.get(),
                title.get(),
                Objects.requireNonNull(frequency.get()),
                levels.get(),
                coverage.get(),
                items.get());
    }

    /** A code of capital letters, digits, underscores and hyphens. */
    public static String code(Yaml value) {
        if (!CODE.matcher(value.text()).matches()) {
            throw value.wrong("a code has 1 to 40 characters, each A-Z, 0-9, an underscore or a hyphen");
        }
        return value.text();
    }

    /** A text in some languages, which must include English. */
    public static LocalizedText title(Yaml value) {
        var texts = new HashMap<String, String>();
        var named = value.entries(Set.copyOf(LocalizedText.LANGUAGES));
        named.names()
                .forEach(language -> texts.put(language, named.need(language).text()));
        if (!texts.containsKey(LocalizedText.ENGLISH)) {
            throw value.wrong("the English text, \"en\", is missing");
        }
        return new LocalizedText(texts, Set.of());
    }

    private static Frequency frequency(Yaml value) {
        return word(value, Arrays.asList(Frequency.values()), Frequency::word);
    }

    private static Set<Area.Level> levels(Yaml list) {
        var levels = EnumSet.noneOf(Area.Level.class);
        for (var item : atMost(list, Area.Level.values().length)) {
            levels.add(word(item, Arrays.asList(Area.Level.values()), DataSetReader::lower));
        }
        if (levels.isEmpty()) {
            throw list.wrong("at least one of site, region and country is needed");
        }
        return levels;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <T> T word(Yaml value, Collection<T> all, Function<T, String> name) {
        return all.stream()
                .filter(one -> name.apply(one).equals(value.text()))
                .findAny()
                .orElseThrow(() -> value.wrong(
                        "\"" + value.text() + "\" is not expected here",
                        all.stream().map(name).toList()));
    }

    private static Coverage coverage(Yaml.Entries members) {
        var sites = members.get("sites");
        var project = members.get("project");
        return new Coverage(
                sites == null ? null : new TreeSet<>(sites.texts()),
                text(members.get("region")),
                text(members.get("country")),
                project == null ? Question.ALL_PROJECTS : project.whole(0, Question.PROJECT_MAX));
    }

    private static String text(@Nullable Yaml value) {
        return value == null ? "" : value.text();
    }

    /**
     * The indicators.
     *
     * @param frequency null if it is wrong, so that it cannot be compared
     * @param levels empty if they are wrong
     */
    private List<Item> items(Yaml list, @Nullable Frequency frequency, Set<Area.Level> levels) {
        var items = new ArrayList<Item>();
        var codes = new HashSet<String>();
        var mistakes = new Mistakes();
        for (var one : atMost(list, limits.indicatorsMax())) {
            mistakes.check(() -> {
                var item = item(one, frequency, levels);
                if (!codes.add(item.definition().code())) {
                    throw one.wrong(item.definition().code() + " is there twice");
                }
                items.add(item);
            });
        }
        mistakes.throwIfAny();
        if (items.isEmpty()) {
            throw list.wrong("at least one indicator is needed");
        }
        return items;
    }

    private Item item(Yaml value, @Nullable Frequency frequency, Set<Area.Level> levels) {
        var members = value.entries(Set.of("code", "by", "age_scheme"));
        var definition = definition(members.need("code"), frequency);
        for (var level : levels) {
            if (!definition.by().contains(Item.dimension(level))) {
                throw value.wrong(definition.code() + " cannot be reported for each " + lower(level));
            }
        }
        var scheme = members.get("age_scheme");
        if (scheme != null && catalogue.ageScheme(scheme.text()) == null) {
            throw scheme.wrong("there is no age scheme " + scheme.text(), catalogue.ageSchemes());
        }
        var by = members.get("by");
        return new Item(
                definition,
                by == null ? List.of() : breakdowns(by, definition),
                scheme == null ? Question.USUAL_AGE_SCHEME : scheme.text());
    }

    private Definition definition(Yaml code, @Nullable Frequency frequency) {
        var definition = catalogue.definitions().get(code.text());
        if (definition == null) {
            throw code.wrong("there is no indicator " + code.text());
        }
        if (frequency == null) {
            return definition;
        }
        var usual = frequency.of(ANY_MONTH.atDay(1));
        if (!definition.periods().has(usual)) {
            throw code.wrong(
                    code.text() + " is meant for " + definition.periods().text() + ", not for a " + frequency.word());
        }
        return definition;
    }

    private List<Set<Dimension>> breakdowns(Yaml list, Definition definition) {
        var breakdowns = new ArrayList<Set<Dimension>>();
        for (var item : atMost(list, limits.breakdownsMax())) {
            var breakdown = breakdown(item, definition);
            if (breakdowns.contains(breakdown)) {
                throw item.wrong("this breakdown is there twice");
            }
            breakdowns.add(breakdown);
        }
        return breakdowns;
    }

    private Set<Dimension> breakdown(Yaml value, Definition definition) {
        var by = EnumSet.noneOf(Dimension.class);
        var items = value.isList() ? atMost(value, limits.dimensionsMax()) : List.of(value);
        for (var item : items) {
            by.add(word(item, offered(definition), Dimension::word));
        }
        if (by.isEmpty()) {
            throw value.wrong("at least one dimension is needed; the total is always reported");
        }
        try {
            new Item(definition, List.of(), Question.USUAL_AGE_SCHEME)
                    .question(Period.of(ANY_MONTH), Coverage.ALL, by)
                    .check(catalogue, List.of());
        } catch (RefusedException refused) {
            throw value.wrong(String.valueOf(refused.getMessage()));
        }
        return by;
    }

    private static Collection<Dimension> offered(Definition definition) {
        return definition.by().stream()
                .filter(dimension -> !NOT_IN_BREAKDOWNS.contains(dimension))
                .toList();
    }

    private static List<Yaml> atMost(Yaml list, int max) {
        var items = list.items();
        if (items.size() > max) {
            throw list.wrong("there are " + items.size() + " items, but at most " + max + " are allowed");
        }
        return items;
    }
}
