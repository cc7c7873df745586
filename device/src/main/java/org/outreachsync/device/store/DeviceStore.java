package org.outreachsync.device.store;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.journal.Journal;
import org.outreachsync.device.journal.JournalException;
import org.outreachsync.device.journal.JournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.wire.device.v1.Device;
import org.outreachsync.wire.device.v1.Entry;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.device.v1.Step;

/**
 * The durable state of a tablet. Every update is one entry of the journal: it happened whole and durably when {@link #update} returns, or not at
 * all. Safe for use by several threads.
 */
public final class DeviceStore implements AutoCloseable {

    private static final long COMPACT_ABOVE_BYTES = 1024 * 1024;

    private final Journal journal;
    private DeviceState state;
    private long compactAtBytes;

    private DeviceStore(Journal journal, DeviceState state) {
        this.journal = journal;
        this.state = state;
        this.compactAtBytes = Math.max(COMPACT_ABOVE_BYTES, journal.size());
    }

    /**
     * Opens the state that the file holds; an empty file is a tablet that was never enrolled.
     *
     * @param seal how the entries are encrypted
     * @throws org.outreachsync.device.journal.JournalDamagedException when the storage damaged entries, or the seal's key is another
     * @throws JournalException when the file cannot be read
     */
    public static DeviceStore open(JournalFile file, Seal seal) {
        var state = new DeviceState();
        var purged = new AtomicBoolean();
        var journal = Journal.open(file, seal, bytes -> {
            var entry = parse(bytes);
            state.apply(entry);
            purged.compareAndSet(false, hasPurged(entry));
        });
        var store = new DeviceStore(journal, state);
        if (purged.get()) {
            store.compactQuietly();
        }
        return store;
    }

    /** What was purged is to leave the file, too: client codes are in it. */
    private static boolean hasPurged(Entry entry) {
        return entry.getStepsList().stream().anyMatch(Step::hasPurged);
    }

    private static Entry parse(byte[] bytes) {
        try {
            return Entry.parseFrom(bytes);
        } catch (InvalidProtocolBufferException failure) {
            throw new JournalException("the journal has an entry that this version cannot read", failure);
        }
    }

    /** Reads the state; it does not change meanwhile. The state must not be kept beyond the call. */
    public synchronized <T extends @Nullable Object> T read(Function<DeviceState, T> reader) {
        return reader.apply(state);
    }

    /**
     * Changes the state: {@code act} reads it and drafts steps. When {@code act} throws, nothing happens.
     *
     * @return what {@code act} returned, after its steps are durable
     * @throws JournalException when they could not be written; the state is as before then
     */
    public synchronized <T> T update(BiFunction<DeviceState, Draft, T> act) {
        List<Step> steps = new ArrayList<>();
        var result = act.apply(state, new Draft(steps));
        if (!steps.isEmpty()) {
            var entry = Entry.newBuilder().addAllSteps(steps).build();
            journal.append(entry.toByteArray());
            state.apply(entry);
            if (journal.size() > compactAtBytes || hasPurged(entry)) {
                compactQuietly();
            }
        }
        return result;
    }

    /** The update is durable already; a compaction that fails, on a full disk say, is tried again later. */
    private void compactQuietly() {
        try {
            compact();
        } catch (JournalException failure) {
            compactAtBytes = journal.size() + COMPACT_ABOVE_BYTES;
        }
    }

    /**
     * Rewrites the journal without what is not needed any more. Done by itself as the journal grows.
     *
     * @throws JournalException when it failed; the journal is as before then
     */
    public synchronized void compact() {
        journal.replace(Snapshot.of(state), false);
        compactAtBytes = Math.max(COMPACT_ABOVE_BYTES, 2 * journal.size());
    }

    /** The size of the journal in bytes. */
    public synchronized long journalBytes() {
        return journal.size();
    }

    /**
     * Destroys all data. What is left is what it takes to tell the server so, once.
     *
     * @param command the server's command, to be confirmed
     * @param scope the scope in which it is confirmed
     * @throws JournalException when the data could not be destroyed; they are there still
     */
    public synchronized void wipe(String command, String scope) {
        var before = state.device();
        var device = Device.newBuilder()
                .setPhase(Phase.PHASE_WIPING)
                .setDeviceId(before.getDeviceId())
                .setDeviceNo(before.getDeviceNo())
                .setEpoch(before.getEpoch())
                .setToken(before.getToken())
                .addDoneCommands(command)
                .setWipeScope(scope)
                .build();
        var wiped = new DeviceState();
        wiped.apply(Entry.newBuilder().addSteps(Step.newBuilder().setDevice(device)).build());
        journal.replace(Snapshot.of(wiped), true);
        state = wiped;
    }

    /**
     * Begins the end of a device that was taken out of service: what waits is still to be handed in, and everything is to be destroyed after that.
     *
     * @throws JournalException when that could not be written down
     */
    public synchronized void handIn() {
        update((state, draft) -> {
            draft.device(state.device().toBuilder().setPhase(Phase.PHASE_HANDING_IN).build());
            return true;
        });
    }

    /**
     * Destroys everything: data, token, file and the key of the seal. The store is closed by it.
     *
     * @throws JournalException when the file could not be removed
     */
    public synchronized void destroy() {
        state = new DeviceState();
        journal.destroy();
    }

    /** Closes the file; what was captured is safe without it, too. */
    @Override
    public synchronized void close() {
        journal.close();
    }
}
