package org.outreachsync.device;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.capture.Capture;
import org.outreachsync.device.capture.CaptureRules;
import org.outreachsync.device.capture.Captured;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.device.capture.NotWritableException;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.enrol.Enrolment;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.JournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.store.KnownCodes;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.device.sync.SyncEngine;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.device.view.LocalRecord;
import org.outreachsync.device.view.LocalView;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.validate.Finding;
import org.outreachsync.wire.device.v1.Attention;
import org.outreachsync.wire.device.v1.Phase;
import org.outreachsync.wire.v1.Envelope;

/**
 * The tablet's half of the system: captures offline, keeps captured work through any crash, and syncs when there is a
 * network. Open one per file; it is thread-safe. {@link Capture} says what the capturing methods throw.
 */
public final class Tablet implements AutoCloseable {

    private final DeviceStore store;
    private final Programme programme;
    private final DeviceClock clock;
    private final KnownCodes codes;
    private final Capture capture;
    private final LocalView view;
    private final OfflineLock lock;

    private Tablet(DeviceStore store, Programme programme, DeviceClock clock) {
        this.store = store;
        this.programme = programme;
        this.clock = clock;
        this.codes = new KnownCodes(store, programme.codes());
        this.capture =
                new Capture(store, clock, new CaptureRules(programme.contract(), codes::lists, programme.start()));
        this.view = new LocalView(store, programme.contract(), codes::lists);
        this.lock = new OfflineLock(store, clock);
    }

    /**
     * Opens the tablet's file. If there is none yet, the tablet must enrol.
     *
     * @param seal how the file is encrypted
     * @throws org.outreachsync.device.journal.JournalException when the file cannot be read
     */
    public static Tablet open(JournalFile file, Seal seal, Programme programme, DeviceClock clock) {
        return new Tablet(DeviceStore.open(file, seal), programme, clock);
    }

    /**
     * The phase of the tablet: enrolled, must enrol again, handing in its last ops, or being wiped. Unspecified before
     * the first enrolment.
     */
    public Phase phase() {
        return store.read(state -> state.device().getPhase());
    }

    /**
     * Whether the tablet has not synced for longer than the server allows. A locked tablet shows and captures nothing,
     * but it still syncs, and a sync unlocks it.
     */
    public boolean locked() {
        return lock.isLocked();
    }

    /** The sites that work can be captured in. */
    public List<String> sites() {
        return store.read(state -> state.sites().entrySet().stream()
                .filter(site -> site.getValue().isOpen())
                .map(site -> site.getKey())
                .collect(Collectors.toList()));
    }

    /**
     * The code lists for capturing: those built into the app, followed by the programme's own codes as of the last
     * sync. Call again after each sync. A record may hold a code that is not in these lists yet; {@link CodeLists#get}
     * and {@code label} then show its number.
     */
    public CodeLists codes() {
        return codes.lists();
    }

    /** Records something new; see {@link Capture#create}. */
    public Captured create(String site, Envelope envelope, Message record) {
        requireUnlocked();
        return capture.create(site, envelope, record);
    }

    /** Records something new under a day that the worker chose; see {@link Capture#createOnChosenDay}. */
    public Captured createOnChosenDay(String site, Envelope envelope, Message record) {
        requireUnlocked();
        return capture.createOnChosenDay(site, envelope, record);
    }

    /** Adds counts to a tally; see {@link Capture#count}. */
    public Captured count(String site, Envelope envelope, Message increments) {
        requireUnlocked();
        return capture.count(site, envelope, increments);
    }

    /** Changes a record. */
    public Captured edit(RecordId id, Edit edit) {
        requireUnlocked();
        return capture.edit(id, edit);
    }

    /** Checks a client code before it is saved; see {@link Capture#checkClientCode}. */
    public List<Finding> checkClientCode(String written, @Nullable RecordId record) {
        requireUnlocked();
        return capture.checkClientCode(written, record);
    }

    /** Declares a record void; {@code reason} is a code of the list {@code void_reason}. */
    public Captured voidRecord(RecordId id, int reason) {
        requireUnlocked();
        return capture.voidRecord(id, reason);
    }

    /** A record as the worker sees it, or nothing when the tablet does not hold it. */
    public Optional<LocalRecord> record(String site, RecordId id) {
        requireUnlocked();
        return view.record(site, id);
    }

    /** All records of a site that the tablet holds, voided ones among them, by id. */
    public List<LocalRecord> list(String site) {
        requireUnlocked();
        return view.list(site);
    }

    /** Ops that the server has not acknowledged. */
    public int unsentOps() {
        return store.read(state -> state.pendingOps());
    }

    /** What the worker should look at: quarantined records, reviews, warnings. Oldest first. */
    public List<Attention> attentions() {
        requireUnlocked();
        return store.read(state -> List.copyOf(state.attentions().values()));
    }

    /** Removes an attention that the worker has dealt with. */
    public void attentionSeen(long id) {
        store.update((state, draft) -> {
            draft.attentionSeen(id);
            return true;
        });
    }

    /**
     * The convergence hash over the records of a site as the server last sent them. It equals the server's hash when
     * both hold the same records.
     */
    public long stateHash(String site) {
        return store.read(state ->
                Optional.ofNullable(state.site(site)).map(SiteState::stateHash).orElse(0L));
    }

    /** An enrolment for this tablet. */
    public Enrolment enrolment(Transport transport, KeySource keys) {
        return new Enrolment(store, transport, keys, clock, programme.contract());
    }

    /** A sync engine for this tablet. Keep one: it remembers failures and waits longer after each. */
    public SyncEngine engine(Transport transport, Random random, SyncListener listener, SyncSettings settings) {
        return new SyncEngine(store, transport, clock, random, listener, settings, programme.contract());
    }

    /** The durable state, for tests and tools. */
    public DeviceStore store() {
        return store;
    }

    private void requireUnlocked() {
        if (phase() == Phase.PHASE_HANDING_IN) {
            throw new NotWritableException(
                    NotWritableException.Reason.NOT_ENROLLED,
                    "the tablet was taken out of service and only sends its waiting ops");
        }
        if (locked()) {
            throw new NotWritableException(
                    NotWritableException.Reason.LOCKED, "the tablet has not synced for too long and locked itself");
        }
    }

    /** Closes the file. Captured work is safe even without this call. */
    @Override
    public void close() {
        store.close();
    }
}
