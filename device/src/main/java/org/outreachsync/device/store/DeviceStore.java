package org.outreachsync.device.store;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.journal.Journal;
import org.outreachsync.device.journal.JournalException;
import org.outreachsync.device.journal.JournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.journal.StorageFullException;
import org.outreachsync.wire.device.v1.Device;
import org.outreachsync.wire.device.v1.Entry;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.device.v1.Step;

/**
 * The durable state of a tablet. Every update is one journal entry: it is complete and durable when {@link #update}
 * returns, or did not happen. Thread-safe.
 */
public final class DeviceStore implements AutoCloseable {

    private static final long COMPACT_ABOVE_BYTES = 1024 * 1024;
    /** The most bytes that an entry takes on disk beyond its size, for whole blocks and the file system's metadata. */
    private static final long ENTRY_EXTRA_BYTES = 64 * 1024;

    private final JournalFile file;
    private final Journal journal;
    private final Room room;
    private DeviceState state;
    private long compactAtBytes;

    private DeviceStore(JournalFile file, Journal journal, DeviceState state) {
        this.file = file;
        this.journal = journal;
        this.room = new Room(file);
        this.state = state;
        this.compactAtBytes = Math.max(COMPACT_ABOVE_BYTES, journal.size());
    }

    /**
     * Opens the state in the file. Without a file, the tablet was never enrolled.
     *
     * @param seal how the entries are encrypted
     * @throws org.outreachsync.device.journal.JournalDamagedException when the storage damaged or lost entries, or this
     *     is the wrong key
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
        var store = new DeviceStore(file, journal, state);
        if (purged.get()) {
            store.compactQuietly();
        } else {
            store.room.keep(journal.size());
        }
        return store;
    }

    /** Whether something was purged. It must then disappear from the file, too, since it may hold client codes. */
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

    /** Reads the state, which does not change meanwhile. Do not keep the state beyond the call. */
    public synchronized <T extends @Nullable Object> T read(Function<DeviceState, T> reader) {
        return reader.apply(state);
    }

    /**
     * Changes the state: {@code act} reads it and drafts steps. If {@code act} throws, nothing happens. When the
     * storage is full, the update uses the reserved storage, so that a sync still works.
     *
     * @return the result of {@code act}, once its steps are durable
     * @throws JournalException when they could not be written; the state is then unchanged
     */
    public synchronized <T> T update(BiFunction<DeviceState, Draft, T> act) {
        return update(act, this::appendSurely);
    }

    /**
     * As {@link #update}, for captured work, which may not use the reserved storage.
     *
     * @throws StorageFullException when the storage is full; the state is then unchanged
     */
    public synchronized <T> T capture(BiFunction<DeviceState, Draft, T> act) {
        return update(act, this::appendWhereThereIsRoom);
    }

    private <T> T update(BiFunction<DeviceState, Draft, T> act, Consumer<byte[]> append) {
        List<Step> steps = new ArrayList<>();
        var result = act.apply(state, new Draft(steps));
        if (!steps.isEmpty()) {
            var entry = Entry.newBuilder().addAllSteps(steps).build();
            append.accept(entry.toByteArray());
            state.apply(entry);
            if (journal.size() > compactAtBytes || hasPurged(entry)) {
                compactQuietly();
            }
        }
        return result;
    }

    private void appendWhereThereIsRoom(byte[] entry) {
        if (!room.keep(journal.size())) {
            throw new StorageFullException("the tablet's storage is full: nothing can be captured until some is freed");
        }
        try {
            journal.append(entry);
        } catch (JournalException failure) {
            if (file.freeBytes() > entry.length + ENTRY_EXTRA_BYTES) {
                throw failure;
            }
            var full = new StorageFullException("the tablet's storage is full: this was not captured");
            full.initCause(failure);
            throw full;
        }
    }

    private void appendSurely(byte[] entry) {
        try {
            journal.append(entry);
        } catch (JournalException failure) {
            if (!room.giveBack(entry.length + ENTRY_EXTRA_BYTES)) {
                throw failure;
            }
            journal.append(entry);
            room.keep(journal.size());
        }
    }

    /** Compacts the journal. The update is durable already, so a failed compaction is simply tried again later. */
    private void compactQuietly() {
        try {
            replaceSurely(Snapshot.of(state), false);
            compactAtBytes = Math.max(COMPACT_ABOVE_BYTES, 2 * journal.size());
        } catch (JournalException failure) {
            compactAtBytes = journal.size() + COMPACT_ABOVE_BYTES;
        }
        room.keep(journal.size());
    }

    private void replaceSurely(Iterable<byte[]> content, boolean overwriteOld) {
        try {
            journal.replace(content, overwriteOld);
        } catch (JournalException failure) {
            if (!room.giveBack(Long.MAX_VALUE)) {
                throw failure;
            }
            journal.replace(content, overwriteOld);
        }
    }

    /**
     * Rewrites the journal without obsolete entries. Happens automatically as the journal grows.
     *
     * @throws JournalException when it failed; the journal is then unchanged
     */
    public synchronized void compact() {
        replaceSurely(Snapshot.of(state), false);
        compactAtBytes = Math.max(COMPACT_ABOVE_BYTES, 2 * journal.size());
        room.keep(journal.size());
    }

    /** The size of the journal in bytes. */
    public synchronized long journalBytes() {
        return journal.size();
    }

    /**
     * Destroys all data, except what is needed to confirm the wipe to the server.
     *
     * @param command the server's command, to be confirmed
     * @param site the site whose request confirms it
     * @throws JournalException when the data could not be destroyed; they still exist
     */
    public synchronized void wipe(String command, String site) {
        var before = state.device();
        var device = Device.newBuilder()
                .setPhase(Phase.PHASE_WIPING)
                .setDeviceId(before.getDeviceId())
                .setDeviceNo(before.getDeviceNo())
                .setEpoch(before.getEpoch())
                .setToken(before.getToken())
                .addDoneCommands(command)
                .setWipeScope(site)
                .build();
        var wiped = new DeviceState();
        wiped.apply(
                Entry.newBuilder().addSteps(Step.newBuilder().setDevice(device)).build());
        replaceSurely(Snapshot.of(wiped), true);
        state = wiped;
    }

    /**
     * Notes that the device was taken out of service: its waiting ops are still sent, then everything is destroyed.
     *
     * @throws JournalException when that could not be stored
     */
    public synchronized void handIn() {
        update((state, draft) -> {
            draft.device(
                    state.device().toBuilder().setPhase(Phase.PHASE_HANDING_IN).build());
            return true;
        });
    }

    /**
     * Destroys everything: data, token, file and the key of the seal. This closes the store.
     *
     * @throws JournalException when the file could not be removed
     */
    public synchronized void destroy() {
        state = new DeviceState();
        journal.destroy();
    }

    /** Closes the file. Captured work is safe even without this call. */
    @Override
    public synchronized void close() {
        journal.close();
    }
}
