package org.outreachsync.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.Value;

/**
 * Everything that is known about one record: for each register the writes that no other write has seen. Applying a
 * write is commutative, associative and idempotent, so that the state depends on the set of writes only (a multi-value
 * register per path: Shapiro et al., "A comprehensive study of convergent and commutative replicated data types",
 * 2011).
 *
 * <p>Among several writes the one with the latest stamp is shown; a write that was seen and replaced is never shown
 * again, whatever its stamp. In a device's own counter the greatest number is shown: its epochs go on with one count,
 * and a repair of the clock may have changed their stamps.
 */
public final class RecordState {

    private static final Comparator<Write> BY_ORIGIN = Comparator.comparing(Write::origin);
    private static final Comparator<Write> BY_COUNT = Comparator.<Write>comparingLong(
                    write -> write.value().asLong(Long.MIN_VALUE))
            .thenComparing(BY_ORIGIN);

    private final RecordId id;
    private final int type;
    private final long version;
    private final SortedMap<Path, List<Write>> registers;
    private final SortedSet<Long> days;

    /**
     * @param id the record
     * @param type the number of its type
     * @param version the sequence number in the log of the last batch that touched it; 0 for none yet
     * @param registers the standing writes by register
     * @param days every day that the record was ever filed under, days since 1970
     */
    public RecordState(RecordId id, int type, long version, Map<Path, List<Write>> registers, Collection<Long> days) {
        this.id = id;
        this.type = type;
        this.version = version;
        this.registers = Collections.unmodifiableSortedMap(new TreeMap<>(registers));
        this.days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    }

    /** A record that nobody has written yet. */
    public static RecordState empty(RecordId id, int type) {
        return new RecordState(id, type, 0, Map.of(), List.of());
    }

    /**
     * The state after one op.
     *
     * @param origin the op
     * @param written what it writes, {@link Value#absent} clearing a register
     * @param day the day that the op files the record under, or null when it does not say
     */
    public RecordState apply(Origin origin, Map<Path, Value> written, @Nullable Long day) {
        var merged = new TreeMap<>(registers);
        written.forEach((path, value) -> merge(merged, path, List.of(new Write(origin, value))));
        var allDays = new TreeSet<>(days);
        if (day != null) {
            allDays.add(day);
        }
        return new RecordState(id, type, Math.max(version, origin.seq()), merged, allDays);
    }

    /** The same content as of a later sequence number in the log. */
    public RecordState at(long place) {
        return new RecordState(id, type, place, registers, days);
    }

    /** The same record without some of its registers, as if nobody had ever written them. */
    public RecordState without(Predicate<Path> registersOut) {
        if (registers.keySet().stream().noneMatch(registersOut)) {
            return this;
        }
        var left = new TreeMap<>(registers);
        left.keySet().removeIf(registersOut);
        return new RecordState(id, type, version, left, days);
    }

    private static void merge(Map<Path, List<Write>> into, Path path, List<Write> writes) {
        var order = path.slot() == 0 ? BY_ORIGIN : BY_COUNT;
        into.merge(path, writes, (left, right) -> join(left, right, order));
    }

    private static List<Write> join(List<Write> left, List<Write> right, Comparator<Write> order) {
        var all = new ArrayList<Write>(left.size() + right.size());
        all.addAll(left);
        for (var write : right) {
            if (all.stream().noneMatch(known -> known.origin().equals(write.origin()))) {
                all.add(write);
            }
        }
        if (all.size() == 1) {
            return left;
        }
        var standing = new ArrayList<Write>(all.size());
        for (var write : all) {
            if (all.stream().noneMatch(other -> other.origin().saw(write.origin()))) {
                standing.add(write);
            }
        }
        standing.sort(order);
        return List.copyOf(standing);
    }

    private static Write last(List<Write> writes) {
        return writes.get(writes.size() - 1);
    }

    /** The record. */
    public RecordId id() {
        return id;
    }

    /** The number of its type. */
    public int type() {
        return type;
    }

    /** The sequence number in the log of the last batch that touched it. */
    public long version() {
        return version;
    }

    /** The standing writes by register; each list has at least one, the shown one last. */
    public SortedMap<Path, List<Write>> registers() {
        return registers;
    }

    /** Every day that the record was ever filed under. */
    public SortedSet<Long> days() {
        return days;
    }

    /** What a register shows; {@link Value#absent} when nobody wrote it. */
    public Value value(Path path) {
        var writes = registers.get(path);
        return writes == null ? Value.absent() : last(writes).value();
    }

    /** What all registers show, cleared ones left out. */
    public SortedMap<Path, Value> shown() {
        var shown = new TreeMap<Path, Value>();
        registers.forEach((path, writes) -> {
            var value = last(writes).value();
            if (value.isPresent()) {
                shown.put(path, value);
            }
        });
        return shown;
    }

    /** The latest stamp among the standing writes; 0 when there is none. */
    public long latestHlc() {
        return registers.values().stream()
                .flatMap(List::stream)
                .mapToLong(write -> write.origin().hlc())
                .max()
                .orElse(0);
    }

    /** The same record with all writes of both. */
    public RecordState join(RecordState other) {
        var merged = new TreeMap<>(registers);
        other.registers.forEach((path, writes) -> merge(merged, path, writes));
        var allDays = new TreeSet<>(days);
        allDays.addAll(other.days);
        return new RecordState(id, type, Math.max(version, other.version), merged, allDays);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordState that
                && id.equals(that.id)
                && type == that.type
                && version == that.version
                && registers.equals(that.registers)
                && days.equals(that.days);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + Long.hashCode(version);
    }

    @Override
    public String toString() {
        return "RecordState[" + id + " type " + type + " version " + version + " " + registers + "]";
    }
}
