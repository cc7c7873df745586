package org.outreachsync.export.safety;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which other counts somebody is in who is in one count. */
final class Membership {

    /** A count, and those that everybody is in who is in it. */
    private final Map<String, Set<String>> above = new HashMap<>();
    /** A count, and those that some are in who are in it, and nobody else. */
    private final Map<String, Set<String>> below = new HashMap<>();

    /** Knows yet that counts of some people are part of those of all. */
    Membership(Collection<Quantity> quantities) {
        for (var one : quantities) {
            for (var other : quantities) {
                if (SubjectRelations.isLimited(one, other) || SubjectRelations.isSummand(one, other)) {
                    add(one.name(), other.name());
                    below.computeIfAbsent(other.name(), unseen -> new HashSet<>())
                            .add(one.name());
                }
            }
        }
    }

    /** Everybody in the part is in the whole, too. */
    void add(String part, String whole) {
        above.computeIfAbsent(part, unseen -> new HashSet<>()).add(whole);
    }

    /** The same of all kinds of which one contains another one. */
    void add(Kinds kinds) {
        for (int part = 0; part < kinds.count(); part++) {
            for (int whole = 0; whole < kinds.count(); whole++) {
                if (part != whole && kinds.isWithin(part, whole)) {
                    add(kinds.quantity(part).name(), kinds.quantity(whole).name());
                }
            }
        }
    }

    /** The counts that somebody is in for certain who is in this one. */
    Set<String> certain(String quantity) {
        var found = new HashSet<String>();
        addAll(found, quantity, above);
        return found;
    }

    /** Those that somebody may be in besides, who is in these: whether they are depends on what they got. */
    Set<String> possible(Set<String> certain) {
        var narrower = new HashSet<String>();
        certain.forEach(one -> addAll(narrower, one, below));
        var found = new HashSet<String>();
        narrower.forEach(one -> addAll(found, one, above));
        return found;
    }

    /** The counts of which all are in this one. */
    List<String> parts(String quantity) {
        return above.keySet().stream()
                .filter(one -> certain(one).contains(quantity))
                .sorted()
                .toList();
    }

    private static void addAll(Set<String> found, String quantity, Map<String, Set<String>> next) {
        if (found.add(quantity)) {
            next.getOrDefault(quantity, Set.of()).forEach(other -> addAll(found, other, next));
        }
    }
}
