package org.outreachsync.indicator.catalogue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Unit;

/** All measures, indicators and age schemes of a programme; checked and immutable. */
public final class Catalogue {

    private final Map<String, Measure> measures;
    private final Inclusions inclusions;
    private final Map<String, Definition> definitions;
    private final Map<String, List<AgeGroup>> ageSchemes;
    private final String fingerprint;

    /**
     * A group of an age scheme.
     *
     * @param label such as {@code AGE_15_19} or {@code AGE_0_4..AGE_20_24}
     * @param bands codes of the list {@code age_band}
     */
    public record AgeGroup(String label, Set<Integer> bands) {

        public AgeGroup {
            bands = Set.copyOf(bands);
        }
    }

    Catalogue(
            Map<String, Measure> measures,
            Map<String, Definition> definitions,
            Map<String, List<AgeGroup>> ageSchemes,
            String fingerprint) {
        this.measures = Collections.unmodifiableMap(new TreeMap<>(measures));
        this.inclusions = new Inclusions(measures);
        this.definitions = Collections.unmodifiableMap(definitions);
        this.ageSchemes = Map.copyOf(ageSchemes);
        this.fingerprint = fingerprint;
    }

    /** Which counts of people are part of others. */
    public Inclusions inclusions() {
        return inclusions;
    }

    /** All measures, by name. */
    public Map<String, Measure> measures() {
        return measures;
    }

    /** The measure of this name. */
    public Measure measure(String name) {
        return Objects.requireNonNull(measures.get(name), name);
    }

    /** All definitions, in the order of their files. */
    public Map<String, Definition> definitions() {
        return definitions;
    }

    /** The codes of the indicators that may have a target, with the units in which it may be given. */
    public Map<String, Set<Unit>> targeted() {
        return definitions.values().stream()
                .filter(definition -> !definition.neutral())
                .collect(Collectors.toUnmodifiableMap(Definition::code, Definition::units));
    }

    /** The codes of the indicators whose value is at most 100 %. */
    public Set<String> partsOfAWhole() {
        return definitions.values().stream()
                .filter(Definition::isPartOfAWhole)
                .map(Definition::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The codes of neutral indicators, which are reported but have no targets. */
    public Set<String> neutral() {
        return definitions.values().stream()
                .filter(Definition::neutral)
                .map(Definition::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The groups of an age scheme, in order, or null when there is no such scheme. */
    public @Nullable List<AgeGroup> ageScheme(String name) {
        return ageSchemes.get(name);
    }

    /** The names of the age schemes. */
    public Set<String> ageSchemes() {
        return ageSchemes.keySet();
    }

    /**
     * 16 hexadecimal digits that change whenever the counting of records changes, so that everything is counted again.
     */
    public String fingerprint() {
        return fingerprint;
    }
}
