package org.outreachsync.indicator.answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.cell.ClientFacts;
import org.outreachsync.indicator.person.Persons;
import org.roaringbitmap.RoaringBitmap;

/**
 * What is known of all persons, as sets: by sex, birth year and population; and who turned out to be whom. The newest Client record counts; without
 * one, the client code. Not safe for threads: {@link Cube} guards it.
 */
final class People {

    private final RoaringBitmap known = new RoaringBitmap();
    private final Map<Integer, Persons.Facts> codes = new HashMap<>();
    private final Map<Integer, List<ClientFacts>> records = new HashMap<>();
    private final Map<Integer, Shown> shown = new HashMap<>();
    private final Map<Integer, RoaringBitmap> bySex = new HashMap<>();
    private final TreeMap<Integer, RoaringBitmap> byBirthYear = new TreeMap<>();
    private final TreeMap<Integer, RoaringBitmap> byPopulation = new TreeMap<>();
    private final Map<Integer, Integer> mergedInto = new HashMap<>();
    private final Map<Integer, String> keys = new HashMap<>();
    private RoaringBitmap merged = new RoaringBitmap();
    private Map<Integer, Integer> resolved = Map.of();

    private record Shown(int sex, int birthYear, Set<Integer> populations) {}

    /** The numbers among these of whom nothing is known. */
    RoaringBitmap unknownOf(RoaringBitmap numbers) {
        return RoaringBitmap.andNot(numbers, known);
    }

    /** Takes in what client codes say. */
    void learn(Collection<Persons.Person> persons) {
        for (var person : persons) {
            codes.put(person.no(), person.facts());
            if (person.facts().birthYear() != 0) {
                known.add(person.no());
            }
            show(person.no());
        }
        if (!mergedInto.isEmpty()) {
            persons.stream().filter(person -> isInMerge(person.no())).forEach(person -> keys.put(person.no(), person.key()));
            resolve();
        }
    }

    /** Takes in what Client records say, in place of what the same records said before. */
    void replace(List<ClientFacts> before, List<ClientFacts> now) {
        if (before.isEmpty() && now.isEmpty()) {
            return;
        }
        var touched = new HashSet<Integer>();
        for (var facts : before) {
            var held = records.get(facts.person());
            if (held != null) {
                held.remove(facts);
            }
            touched.add(facts.person());
        }
        for (var facts : now) {
            records.computeIfAbsent(facts.person(), unseen -> new ArrayList<>(1)).add(facts);
            touched.add(facts.person());
        }
        touched.forEach(this::show);
        resolve();
    }

    /** Numbers whose keys decide who stands for a circle of merges, and are not known yet. */
    Set<Integer> keysWanted() {
        var wanted = new TreeSet<Integer>();
        mergedInto.forEach((from, into) -> Collections.addAll(wanted, from, into));
        wanted.removeAll(keys.keySet());
        return wanted;
    }

    private boolean isInMerge(int no) {
        return mergedInto.containsKey(no) || mergedInto.containsValue(no);
    }

    private void show(int no) {
        var was = shown.get(no);
        if (was != null) {
            set(bySex, was.sex(), no, false);
            set(byBirthYear, was.birthYear(), no, false);
            was.populations().forEach(population -> set(byPopulation, population, no, false));
        }
        var now = shownOf(no);
        shown.put(no, now);
        set(bySex, now.sex(), no, true);
        set(byBirthYear, now.birthYear(), no, true);
        now.populations().forEach(population -> set(byPopulation, population, no, true));
    }

    private Shown shownOf(int no) {
        var facts = records.getOrDefault(no, List.of());
        mergedInto.remove(no);
        @Nullable ClientFacts newest = null;
        @Nullable ClientFacts newestMerge = null;
        var populations = new TreeSet<Integer>();
        for (var one : facts) {
            newest = newest == null || one.isNewerThan(newest) ? one : newest;
            if (one.mergedInto() != 0) {
                newestMerge = newestMerge == null || one.isNewerThan(newestMerge) ? one : newestMerge;
            }
            populations.addAll(one.populations());
        }
        if (newestMerge != null) {
            mergedInto.put(no, newestMerge.mergedInto());
        }
        if (newest != null) {
            return new Shown(newest.sex(), newest.birthYear(), populations);
        }
        var code = codes.getOrDefault(no, new Persons.Facts(0, 0));
        return new Shown(code.sex(), code.birthYear(), populations);
    }

    private static void set(Map<Integer, RoaringBitmap> sets, int value, int no, boolean in) {
        if (value != 0) {
            var set = sets.computeIfAbsent(value, unseen -> new RoaringBitmap());
            if (in) {
                set.add(no);
            } else {
                set.remove(no);
            }
        }
    }

    private void resolve() {
        var standing = new HashMap<Integer, Integer>();
        for (int no : mergedInto.keySet()) {
            standing.put(no, end(no));
        }
        standing.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
        resolved = standing;
        merged = new RoaringBitmap();
        standing.keySet().forEach(merged::add);
    }

    /** Follows merges; of a circle, the person with the smallest key stands for all, whatever the numbers, which differ from store to store. */
    private int end(int no) {
        var seen = new ArrayList<Integer>();
        @Nullable Integer at = no;
        while (at != null && !seen.contains(at)) {
            seen.add(at);
            at = mergedInto.get(at);
        }
        if (at == null) {
            return seen.getLast();
        }
        return seen.subList(seen.indexOf(at), seen.size()).stream()
                .min((one, other) -> keys.getOrDefault(one, "").compareTo(keys.getOrDefault(other, "")))
                .orElse(no);
    }

    /** The same persons, each under the number of whom it turned out to be. Changes and returns the set. */
    RoaringBitmap resolve(RoaringBitmap numbers) {
        if (!merged.isEmpty() && RoaringBitmap.intersects(numbers, merged)) {
            var turned = RoaringBitmap.and(numbers, merged);
            numbers.andNot(merged);
            turned.forEach((int no) -> numbers.add(resolved.getOrDefault(no, no)));
        }
        return numbers;
    }

    /** How many of these have Client records that contradict each other in sex or birth year: perhaps several people with one code. */
    int contradicted(RoaringBitmap numbers) {
        int found = 0;
        for (int no : numbers) {
            var said = records.getOrDefault(no, List.of());
            found += said.stream().map(one -> one.sex() + "/" + one.birthYear()).distinct().count() > 1 ? 1 : 0;
        }
        return found;
    }

    /** Those of a sex; 0 is nobody. */
    RoaringBitmap ofSex(int sex) {
        return bySex.getOrDefault(sex, new RoaringBitmap());
    }

    /** Those of a population. */
    RoaringBitmap ofPopulation(int population) {
        return byPopulation.getOrDefault(population, new RoaringBitmap());
    }

    /** The populations of which there are any, smallest code first. */
    Set<Integer> populations() {
        return byPopulation.navigableKeySet();
    }

    /** The sets by birth year. */
    NavigableMap<Integer, RoaringBitmap> byBirthYear() {
        return byBirthYear;
    }
}
