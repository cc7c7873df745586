package org.outreachsync.export.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers what is counted: a quantity of one funding source, or of all. */
final class Subjects {

    private final Map<Subject, Integer> numbers = new HashMap<>();
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Quantity> quantities = new ArrayList<>();
    private final Map<String, Quantity> byName = new HashMap<>();
    private final Map<Integer, Integer> sources = new HashMap<>();
    private final Map<String, Integer> kinds = new HashMap<>();
    private final List<Integer> kindOf = new ArrayList<>();

    /** A quantity of the records of a funding source. */
    private record Subject(String quantity, int project) {}

    /** Its number. */
    int of(Quantity quantity, int project) {
        byName.putIfAbsent(quantity.name(), quantity);
        sources.putIfAbsent(project, sources.size());
        return numbers.computeIfAbsent(new Subject(quantity.name(), project), subject -> {
            subjects.add(subject);
            quantities.add(quantity);
            kindOf.add(kinds.computeIfAbsent(quantity.name(), unseen -> kinds.size()));
            return quantities.size() - 1;
        });
    }

    /** The number of what has one; {@link Numbering#NONE} for what has none. */
    int find(String quantity, int project) {
        return numbers.getOrDefault(new Subject(quantity, project), Numbering.NONE);
    }

    /** The quantity of this name, if anything of it is counted. */
    @Nullable
    Quantity named(String name) {
        return byName.get(name);
    }

    int count() {
        return quantities.size();
    }

    Quantity quantity(int subject) {
        return quantities.get(subject);
    }

    int project(int subject) {
        return subjects.get(subject).project();
    }

    /** The number of its quantity, which is the same for all funding sources. */
    int kind(int subject) {
        return kindOf.get(subject);
    }

    /** The number of its funding source. */
    int source(int subject) {
        return sources.getOrDefault(project(subject), Numbering.NONE);
    }

    /** The quantities by their numbers, which are the same for all funding sources. */
    List<Quantity> kinds() {
        var found = new Quantity[kinds.size()];
        for (int subject = 0; subject < quantities.size(); subject++) {
            found[kindOf.get(subject)] = quantities.get(subject);
        }
        return List.of(found);
    }

    /** All quantities, each once. */
    Set<Quantity> quantities() {
        return new HashSet<>(byName.values());
    }
}
