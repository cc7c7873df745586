package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.catalogue.Catalogue.AgeGroup;

/** Which age groups of one scheme make up those of another. */
final class AgeSchemes {

    private final Function<String, @Nullable List<AgeGroup>> schemes;
    private final Map<Pair, Map<String, String>> known = new ConcurrentHashMap<>();
    private final Map<String, List<AgeGroup>> common = new ConcurrentHashMap<>();

    private record Pair(String fine, String coarse) {}

    /** What a group of one scheme and a group of another have in common. */
    record Overlap(String one, String other, String label) {}

    /**
     * Of a catalogue.
     *
     * @param schemes gives the groups of a scheme; null for a scheme that does not exist any more
     */
    AgeSchemes(Function<String, @Nullable List<AgeGroup>> schemes) {
        this.schemes = schemes;
    }

    /** Whether each group of the coarse scheme is made up of groups of the fine one. */
    boolean refines(String fine, String coarse) {
        return fine.equals(coarse) || !labels(fine, coarse).isEmpty();
    }

    /** The group of a coarse scheme in which a group of a scheme lies that refines it. */
    String label(String fine, String coarse, String label) {
        return fine.equals(coarse) ? label : labels(fine, coarse).getOrDefault(label, label);
    }

    /** The scheme of the ages that groups of two schemes have in common. */
    static String commonName(String one, String other) {
        return one + " & " + other;
    }

    /** Its groups, which refine both schemes; none if one of them does not exist any more. */
    List<Overlap> common(String one, String other) {
        var overlaps = new ArrayList<Overlap>();
        var groups = new ArrayList<AgeGroup>();
        for (var small : groups(one)) {
            for (var large : groups(other)) {
                var both = new HashSet<>(small.bands());
                both.retainAll(large.bands());
                if (!both.isEmpty()) {
                    var label = small.label() + " & " + large.label();
                    overlaps.add(new Overlap(small.label(), large.label(), label));
                    groups.add(new AgeGroup(label, both));
                }
            }
        }
        common.putIfAbsent(commonName(one, other), groups);
        return overlaps;
    }

    private List<AgeGroup> groups(String scheme) {
        var found = schemes.apply(scheme);
        return found == null ? common.getOrDefault(scheme, List.of()) : found;
    }

    private Map<String, String> labels(String fine, String coarse) {
        return known.computeIfAbsent(new Pair(fine, coarse), this::find);
    }

    private Map<String, String> find(Pair pair) {
        var found = new HashMap<String, String>();
        for (var group : groups(pair.fine())) {
            var around = groups(pair.coarse()).stream()
                    .filter(other -> other.bands().containsAll(group.bands()))
                    .findAny();
            if (around.isEmpty()) {
                return Map.of();
            }
            found.put(group.label(), around.get().label());
        }
        return found;
    }
}
