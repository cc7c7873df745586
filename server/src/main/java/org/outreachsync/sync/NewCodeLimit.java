package org.outreachsync.sync;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.person.Persons;
import org.outreachsync.keys.Padding;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.Document;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.TableRead;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.log.v1.StoredNewCodes;

/**
 * Keeps a tablet from guessing client codes. Almost every guessed code belongs to nobody. So the codes that a tablet is
 * the first in the programme to name are counted, for each day of the server. A tablet that exceeds the limit learns
 * nothing more on that day, also about codes that belong to somebody: otherwise the answer would reveal which do.
 *
 * <p>The codes are counted by their keys, so that a batch that is sent again after a failure counts once.
 */
public final class NewCodeLimit {

    /** The codes of a usual day fit. */
    private static final int PADDED_BYTES_MIN = 1_024;

    private final Sealer sealer;
    private final Persons persons;
    private final PerDay limits;

    /**
     * How many client codes a tablet may be the first to name.
     *
     * @param codesMax for each day
     * @param daysMax a tablet that was offline may make up for this many days
     */
    public record PerDay(int codesMax, int daysMax) {}

    /** A limit that seals its counts by this sealer. */
    public NewCodeLimit(Sealer sealer, Persons persons, PerDay limits) {
        this.sealer = sealer;
        this.persons = persons;
        this.limits = limits;
    }

    /**
     * The codes of a batch, counted.
     *
     * @param beyond the numbers of the ops that exceed the limit
     * @param write keeps the count, before anything of the batch is written; null if it did not change
     */
    record Counted(Set<Long> beyond, @Nullable TableWrite write) {}

    /** The read of what is counted of a device; empty if a batch has no codes. */
    TableRead reading(long deviceNo, Map<Long, ? extends Collection<ByteString>> codes) {
        return new TableRead(Tables.NEW_CODES, codes.isEmpty() ? Set.of() : Set.of(Long.toString(deviceNo)));
    }

    /**
     * Counts the codes of a batch.
     *
     * @param today days since 1970, by the server
     * @param enrolledOn the day on which the device enrolled, days since 1970
     * @param codes the keys of the codes in each op that is not in quarantine, by its number
     * @param found what {@link #reading} found
     */
    Counted count(
            long deviceNo,
            long today,
            long enrolledOn,
            SortedMap<Long, ? extends Collection<ByteString>> codes,
            List<Document> found) {
        if (codes.isEmpty()) {
            return new Counted(Set.of(), null);
        }
        var known = known(codes.values());
        var id = Long.toString(deviceNo);
        var held = found.isEmpty() ? null : found.getFirst();
        var before = held == null ? null : read(held);
        var counting = new Counting(begin(before, today, enrolledOn), known);
        var beyond = counting.beyond(codes);
        if (!counting.changed) {
            return new Counted(beyond, null);
        }
        long version = held == null ? 1 : held.version() + 1;
        var message = counting.now.clearPadding().build().toByteArray();
        var body = sealer.seal(Padding.of(message, PADDED_BYTES_MIN), sealContext(id));
        return new Counted(beyond, TableWrite.next(Tables.NEW_CODES, new Document(id, version, Map.of(), body)));
    }

    private Set<ByteString> known(Collection<? extends Collection<ByteString>> codes) {
        var byName = new HashMap<String, ByteString>();
        codes.forEach(keys -> keys.forEach(key -> byName.put(HexFormat.of().formatHex(key.toByteArray()), key)));
        var known = new HashSet<ByteString>();
        persons.registeredKeys(byName.keySet()).forEach(name -> {
            var key = byName.get(name);
            if (key != null) {
                known.add(key);
            }
        });
        return known;
    }

    /** A tablet that was offline makes up for the days on which it named nobody new. */
    private StoredNewCodes.Builder begin(@Nullable StoredNewCodes before, long today, long enrolledOn) {
        if (before != null && before.getDay() >= today) {
            return before.toBuilder();
        }
        long since = before == null ? enrolledOn : before.getDay();
        long days = Math.max(1, Math.min(limits.daysMax(), today - since));
        return StoredNewCodes.newBuilder().setDay(today).setDays(Math.toIntExact(days));
    }

    private final class Counting {

        private final StoredNewCodes.Builder now;
        private final Set<ByteString> known;
        private final Set<ByteString> counted;
        private boolean changed;

        Counting(StoredNewCodes.Builder now, Set<ByteString> known) {
            this.now = now;
            this.known = known;
            this.counted = new HashSet<>(now.getClientKeysList());
        }

        Set<Long> beyond(SortedMap<Long, ? extends Collection<ByteString>> codes) {
            var beyond = new TreeSet<Long>();
            codes.forEach((opNo, keys) -> {
                if (keys.stream().anyMatch(this::isBeyond)) {
                    beyond.add(opNo);
                }
            });
            return beyond;
        }

        private boolean isBeyond(ByteString key) {
            if (counted.contains(key)) {
                return false;
            }
            if (now.getIsExceeded()) {
                return true;
            }
            if (known.contains(key)) {
                return false;
            }
            changed = true;
            if (counted.size() >= (long) limits.codesMax() * now.getDays()) {
                now.setIsExceeded(true);
                return true;
            }
            counted.add(key);
            now.addClientKeys(key);
            return false;
        }
    }

    private StoredNewCodes read(Document document) {
        try {
            return StoredNewCodes.parseFrom(sealer.open(document.body(), sealContext(document.id())));
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("the new codes of device " + document.id() + " cannot be read", damaged);
        }
    }

    private static String sealContext(String id) {
        return "new_codes/" + id;
    }
}
