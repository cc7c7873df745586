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
import org.outreachsync.model.PathMap;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.Value;

/**
 * The state of one record: for each register, the writes that no other write has replaced. Applying writes is
 * commutative, associative and idempotent, so the state depends only on the set of writes (a multi-value register per
 * path: Shapiro et al., "A comprehensive study of convergent and commutative replicated data types", 2011).
 *
 * <p>Of several writes, the one with the latest timestamp is shown. A write that was seen and replaced is never shown
 * again, whatever its timestamp. In a device's counter, the greatest number is shown: a device keeps adding to one
 * count, and a repair of its clock may have changed the timestamps.
 */
public final class RecordState {

    private static final Comparator<Write> BY_ORIGIN = Comparator.comparing(Write::origin);
    private static final Comparator<Write> BY_COUNT = Comparator.<Write>comparingLong(
                    write -> write.value().asLong(Long.MIN_VALUE))
            .thenComparing(BY_ORIGIN);

    private final RecordId id;
    private final int type;
    private final long version;
    private final PathMap<List<Write>> registers;
    private final SortedSet<Long> days;

    /**
     * @param id the record
     * @param type the number of its type
     * @param version the {@code seq} of the last batch that changed it; 0 for none yet
     * @param registers the current writes, by register
     * @param days every day under which the record was ever filed, in days since 1970
     */
    public RecordState(RecordId id, int type, long version, Map<Path, List<Write>> registers, Collection<Long> days) {
        this(id, type, version, PathMap.copyOf(registers), Collections.unmodifiableSortedSet(new TreeSet<>(days)));
    }

    private RecordState(RecordId id, int type, long version, PathMap<List<Write>> registers, SortedSet<Long> days) {
        this.id = id;
        this.type = type;
        this.version = version;
        this.registers = registers;
        this.days = days;
    }

    /** A record without writes. */
    public static RecordState empty(RecordId id, int type) {
        return new RecordState(id, type, 0, PathMap.empty(), Collections.emptySortedSet());
    }

    /**
     * The state after one op.
     *
     * @param origin the op
     * @param written the registers that it writes; {@link Value#absent} clears one
     * @param day the day under which the op files the record, or null if the op does not set it
     */
    public RecordState apply(Origin origin, Map<Path, Value> written, @Nullable Long day) {
        long next = Math.max(version, origin.seq());
        if (registers.isEmpty()) {
            var writes = PathMap.copyOf(written);
            var first = new PathMap.Builder<List<Write>>(writes.size());
            for (int at = 0; at < writes.size(); at++) {
                first.put(writes.pathAt(at), List.of(new Write(origin, writes.valueAt(at))));
            }
            return new RecordState(id, type, next, first.build(), daysWith(day));
        }
        var merged = new TreeMap<>(registers);
        written.forEach((path, value) -> merge(merged, path, List.of(new Write(origin, value))));
        return new RecordState(id, type, next, PathMap.copyOf(merged), daysWith(day));
    }

    private SortedSet<Long> daysWith(@Nullable Long day) {
        if (day == null || days.contains(day)) {
            return days;
        }
        var all = new TreeSet<>(days);
        all.add(day);
        return Collections.unmodifiableSortedSet(all);
    }

    /** The same content with a later version. */
    public RecordState at(long place) {
        return new RecordState(id, type, place, registers, days);
    }

    /** The same record without some of its registers, as if they had never been written. */
    public RecordState without(Predicate<Path> registersOut) {
        var left = registers.where(registersOut.negate());
        return left.size() == registers.size() ? this : new RecordState(id, type, version, left, days);
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

    /** The {@code seq} of the last batch that changed it. */
    public long version() {
        return version;
    }

    /** The current writes, by register. Each list has at least one; the last one is shown. */
    public SortedMap<Path, List<Write>> registers() {
        return registers;
    }

    /** Every day under which the record was ever filed. */
    public SortedSet<Long> days() {
        return days;
    }

    /** The shown value of a register; {@link Value#absent} if it was never written. */
    public Value value(Path path) {
        var writes = registers.get(path);
        return writes == null ? Value.absent() : last(writes).value();
    }

    /** The shown values of all registers, without cleared ones. */
    public PathMap<Value> shown() {
        var shown = new PathMap.Builder<Value>(registers.size());
        registers.forEach((path, writes) -> {
            var value = last(writes).value();
            if (value.isPresent()) {
                shown.put(path, value);
            }
        });
        return shown.build();
    }

    /** Whether all current writes come from such origins. */
    public boolean isWrittenBy(Predicate<Origin> such) {
        for (var writes : registers.values()) {
            for (var write : writes) {
                if (!such.test(write.origin())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The latest timestamp of the current writes; 0 if there is none. */
    public long latestHlc() {
        long latest = 0;
        for (var writes : registers.values()) {
            for (var write : writes) {
                latest = Math.max(latest, write.origin().hlc());
            }
        }
        return latest;
    }

    /** Merges two states of the same record. */
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
