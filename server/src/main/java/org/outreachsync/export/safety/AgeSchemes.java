package org.outreachsync.export.safety;

import java.util.HashMap;
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

    private record Pair(String fine, String coarse) {}

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

    private Map<String, String> labels(String fine, String coarse) {
        return known.computeIfAbsent(new Pair(fine, coarse), this::find);
    }

    private Map<String, String> find(Pair pair) {
        var small = schemes.apply(pair.fine());
        var large = schemes.apply(pair.coarse());
        var found = new HashMap<String, String>();
        if (small == null || large == null) {
            return found;
        }
        for (var group : small) {
            var around = large.stream()
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
