package org.outreachsync.indicator.cube;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.ClientFacts;
import org.outreachsync.indicator.person.Persons;

/**
 * The attributes of all persons, from their newest Client record or else from the client code. Not thread-safe;
 * {@link Cube} guards it.
 */
public final class People {

    private final BitSet known = new BitSet();
    private final BitSet unclear = new BitSet();
    private final Attributes codes = new Attributes();
    private final Attributes shown = new Attributes();
    private final Map<Integer, List<ClientFacts>> records = new HashMap<>();
    private final Merges merges = new Merges();
    private int numberMax;

    /** The numbers among these that are unknown. The caller may change the set. */
    BitSet unknownOf(BitSet numbers) {
        var unknown = (BitSet) numbers.clone();
        unknown.andNot(known);
        return unknown;
    }

    /** The greatest person number. No month in memory counts a greater one: its persons are learned before it. */
    public int numberMax() {
        return numberMax;
    }

    /** Adds what client codes say about persons. */
    void learn(Collection<Persons.Person> persons) {
        for (var person : persons) {
            numberMax = Math.max(numberMax, person.no());
            if (known.get(person.no())) {
                // What a code says never changes, but an older read may arrive later and know less.
                continue;
            }
            codes.set(person.no(), person.facts().sex(), person.facts().birthYear(), new TreeSet<>());
            unclear.set(person.no(), person.facts().unclear());
            if (person.facts().birthYear() != 0) {
                known.set(person.no());
            }
            show(person.no());
        }
    }

    /** Adds the keys of persons; see {@link Merges#keysWanted}. */
    void learnKeys(Collection<Persons.Person> persons) {
        persons.forEach(person -> merges.learn(person.no(), person.key()));
        merges.settle();
    }

    /** Adds or replaces what Client records say. Call {@link Merges#settle} afterwards. */
    void replace(List<ClientFacts> before, List<ClientFacts> now) {
        var touched = new HashSet<Integer>();
        for (var facts : before) {
            var held = records.get(facts.person());
            if (held != null) {
                held.remove(facts);
            }
            touched.add(facts.person());
        }
        for (var facts : now) {
            records.computeIfAbsent(facts.person(), unseen -> new ArrayList<>(1))
                    .add(facts);
            touched.add(facts.person());
        }
        touched.forEach(this::show);
    }

    private void show(int no) {
        @Nullable ClientFacts newest = null;
        @Nullable ClientFacts newestMerge = null;
        var populations = new TreeSet<Integer>();
        for (var one : records.getOrDefault(no, List.of())) {
            newest = newest == null || one.isNewerThan(newest) ? one : newest;
            if (one.mergedInto() != 0) {
                newestMerge = newestMerge == null || one.isNewerThan(newestMerge) ? one : newestMerge;
            }
            populations.addAll(one.populations());
        }
        merges.put(no, newestMerge == null ? 0 : newestMerge.mergedInto());
        if (newest == null) {
            shown.set(no, codes.sex(no), codes.birthYear(no), populations);
        } else {
            shown.set(no, newest.sex(), newest.birthYear(), populations);
        }
    }

    /** How many of these have contradictory Client records: perhaps several people with one code. */
    public int contradicted(BitSet numbers) {
        return (int) numbers.stream().filter(this::isContradicted).count();
    }

    private boolean isContradicted(int no) {
        var said = records.getOrDefault(no, List.of());
        return said.stream().anyMatch(one -> one.contradicts(said.getFirst()));
    }

    /** How many of these may have a second code that looks the same. */
    public int unclear(BitSet numbers) {
        var found = (BitSet) numbers.clone();
        found.and(unclear);
        return found.cardinality();
    }

    /** The effective attributes of each person. */
    public Attributes shown() {
        return shown;
    }

    /** The merges of persons. */
    public Merges merges() {
        return merges;
    }
}
