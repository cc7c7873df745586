package org.outreachsync.export.safety;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Sensitivity;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.targets.Area;
import org.outreachsync.yaml.Yaml;
import org.outreachsync.yaml.YamlFile;

/** Which counts of exports must not become known. */
public final class Sensitivities {

    private static final String RULES = "/outreach/exports/sensitivity.yaml";
    private static final int BELOW_MAX = 1_000;
    private static final Set<Dimension> OF_PEOPLE = EnumSet.of(
            Dimension.SEX,
            Dimension.AGE,
            Dimension.POPULATION,
            Dimension.SUBSTANCE,
            Dimension.REASON,
            Dimension.STOP_REASON);

    private final int usual;
    private final List<Rule> rules;

    /**
     * A rule about some measures.
     *
     * @param below the threshold
     * @param belowAtSites the threshold for one site
     * @param zeroOfTheRestTells whether it must not become known either that nobody is left over
     * @param onlyInGroups whether only counts by sex, age and the like are sensitive
     */
    private record Rule(
            Set<String> measures, int below, int belowAtSites, boolean zeroOfTheRestTells, boolean onlyInGroups) {}

    /**
     * Thresholds of a destination, which may raise those of the rules.
     *
     * @param below the least threshold of any sensitive count; 0 for that of the rules
     * @param belowAtSites the least threshold of what has a higher one at sites; 0 for that of the rules
     */
    public record Raised(int below, int belowAtSites) {

        /** The thresholds of the rules. */
        public static final Raised NOTHING = new Raised(0, 0);
    }

    private Sensitivities(int usual, List<Rule> rules) {
        this.usual = usual;
        this.rules = List.copyOf(rules);
    }

    /**
     * The rules that are published with the server.
     *
     * @param measures the measures of the catalogue
     */
    public static Sensitivities published(Set<String> measures) {
        return parse("sensitivity.yaml", publishedText(), measures);
    }

    /** The rules that are published with the server, as they are written. */
    public static String publishedText() {
        try (var in = Objects.requireNonNull(Sensitivities.class.getResourceAsStream(RULES))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads the rules.
     *
     * @param file its name, for messages
     * @param measures the measures of the catalogue
     * @throws org.outreachsync.yaml.YamlException if a rule is wrong
     */
    public static Sensitivities parse(String file, String text, Set<String> measures) {
        var root = YamlFile.parse(file, text).entries(Set.of("default", "rules"));
        var rules = new ArrayList<Rule>();
        var named = new HashSet<String>();
        for (var rule : root.need("rules").items()) {
            rules.add(parse(rule, measures, named));
        }
        var usual = root.need("default").entries(Set.of("below")).need("below").whole(1, BELOW_MAX);
        return new Sensitivities(usual, rules);
    }

    private static Rule parse(Yaml rule, Set<String> measures, Set<String> named) {
        var members = rule.entries(Set.of("measures", "below", "below_at_sites", "zero_of_the_rest", "only_in"));
        var own = new HashSet<String>();
        for (var measure : members.need("measures").items()) {
            if (!measures.contains(measure.text())) {
                throw measure.wrong("there is no measure " + measure.text());
            }
            if (!named.add(measure.text())) {
                throw measure.wrong(measure.text() + " is there twice");
            }
            own.add(measure.text());
        }
        int below = members.need("below").whole(1, BELOW_MAX);
        var atSites = members.get("below_at_sites");
        return new Rule(
                own,
                below,
                atSites == null ? below : atSites.whole(below, BELOW_MAX),
                is(members.get("zero_of_the_rest"), "tells"),
                is(members.get("only_in"), "groups_of_people"));
    }

    private static boolean is(@Nullable Yaml value, String word) {
        if (value != null && !value.text().equals(word)) {
            throw value.wrong(word + " is expected, or nothing");
        }
        return value != null;
    }

    /** Which counts of a cell are sensitive. */
    Sensitivity of(Quantity quantity, Area area, Set<Dimension> groups, Raised raised) {
        var rule = rule(quantity);
        if (rule == null) {
            return new Sensitivity(Math.max(usual, raised.below()), false);
        }
        boolean isOfPeople = groups.stream().anyMatch(OF_PEOPLE::contains)
                || !quantity.only().equals(Only.EVERYBODY);
        if (rule.onlyInGroups() && !isOfPeople) {
            return Sensitivity.NONE;
        }
        return new Sensitivity(below(rule, area, raised), false);
    }

    /**
     * Which counts of those left over are sensitive: the people of a denominator who are not in its numerator.
     *
     * @param part the numerator
     */
    Sensitivity ofTheRest(Quantity part, Area area, Set<Dimension> groups, Raised raised) {
        var rule = rule(part);
        var own = of(part, area, groups, raised);
        return new Sensitivity(own.below(), own.below() > 0 && rule != null && rule.zeroOfTheRestTells());
    }

    /** The greatest threshold of any count. */
    int belowMax(Raised raised) {
        int highest = Math.max(usual, Math.max(raised.below(), raised.belowAtSites()));
        return rules.stream().mapToInt(Rule::belowAtSites).reduce(highest, Math::max);
    }

    private @Nullable Rule rule(Quantity quantity) {
        return rules.stream()
                .filter(rule -> quantity.operand().measures().stream().anyMatch(rule.measures()::contains))
                .findFirst()
                .orElse(null);
    }

    private static int below(Rule rule, Area area, Raised raised) {
        int plain = Math.max(rule.below(), raised.below());
        boolean isHigher = area.level() == Area.Level.SITE && rule.belowAtSites() > rule.below();
        return isHigher ? Math.max(plain, Math.max(rule.belowAtSites(), raised.belowAtSites())) : plain;
    }
}
