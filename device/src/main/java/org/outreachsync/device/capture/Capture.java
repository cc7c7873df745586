package org.outreachsync.device.capture;

import com.google.protobuf.Message;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.store.DeviceState;
import org.outreachsync.device.store.DeviceStore;
import org.outreachsync.device.store.Draft;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.device.store.SiteState;
import org.outreachsync.device.view.Overlay;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.validate.Finding;
import org.outreachsync.validate.Identity;
import org.outreachsync.wire.NaturalKey;
import org.outreachsync.wire.RecordFormatException;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;

/**
 * Captures the acts of workers. Once a method has returned, its act is durable: neither a crash nor an empty battery
 * loses it. Every method throws {@link CaptureRefusedException} when the act breaks a rule,
 * {@link NotWritableException} when the tablet may not take it now, and
 * {@link org.outreachsync.device.journal.JournalException} when it cannot be stored. A
 * {@link org.outreachsync.device.journal.StorageFullException} among these means that the worker can free storage.
 * After an exception, nothing was captured.
 */
public final class Capture {

    private static final String CODE_FIELD = "uic";

    private final DeviceStore store;
    private final DeviceClock clock;
    private final CaptureRules rules;
    private final RecordMapper mapper;
    private final Overlay overlay;
    private final HeldRecords records;

    /** Captures into this store. */
    public Capture(DeviceStore store, DeviceClock clock, CaptureRules rules) {
        this.store = store;
        this.clock = clock;
        this.rules = rules;
        this.mapper = new RecordMapper(rules.contract());
        this.overlay = new Overlay(rules.contract());
        this.records = new HeldRecords(rules, overlay, clock);
    }

    /**
     * Records something new. If the type has a natural key, the id is derived from it, and creating the same key again
     * writes to the same record, unless that record is void. In a tally, the counts are the totals that this device has
     * counted in this epoch so far.
     *
     * @param site the site
     * @param envelope project, worker, role, day; the site is filled in
     * @param record a message of one of the contract's record types
     */
    public Captured create(String site, Envelope envelope, Message record) {
        return store.capture((state, draft) -> create(state, draft, site, envelope, record, false));
    }

    /**
     * As {@link #create(String, Envelope, Message)}, under a day that the worker chose. The server keeps this day even
     * if the tablet's clock turns out to be wrong.
     */
    public Captured createOnChosenDay(String site, Envelope envelope, Message record) {
        return store.capture((state, draft) -> create(state, draft, site, envelope, record, true));
    }

    /**
     * Adds these counts to what this device has counted in the same tally, one click at a time or many. If the tally is
     * void, a new one with the same key replaces it and starts at 0.
     */
    public Captured count(String site, Envelope envelope, Message increments) {
        return store.capture((state, draft) -> {
            var type = typeOf(increments);
            var held = HeldRecords.open(state, site);
            var op = creation(site, envelope, increments, type);
            while (!type.naturalKey().isEmpty() && records.isVoid(held, idOf(state, type, op), type, state.slot())) {
                op = op.toBuilder().setVoidedBefore(op.getVoidedBefore() + 1).build();
            }
            var before = records.shareBefore(held, idOf(state, type, op));
            return create(
                    state,
                    draft,
                    held,
                    type,
                    before == null ? op : overlay.countsAdded(op, type.number(), before, state.slot()));
        });
    }

    private Captured create(
            DeviceState state, Draft draft, String site, Envelope envelope, Message record, boolean isDayChosen) {
        var type = typeOf(record);
        var held = HeldRecords.open(state, site);
        return create(
                state,
                draft,
                held,
                type,
                creation(site, envelope, record, type).toBuilder()
                        .setDateByHand(isDayChosen)
                        .build());
    }

    private Captured create(DeviceState state, Draft draft, SiteState held, RecordType type, Op op) {
        var written = written(op, type, state);
        var warnings = new ArrayList<>(check(type, OpKind.OP_KIND_CREATE, written, state));
        var id = idOf(state, type, op);
        warnings.addAll(rules.clientCodes().similar(type, written, id, state));
        if (records.isVoid(held, id, type, state.slot())) {
            throw new CaptureRefusedException(List.of(Identity.voided()));
        }
        return queue(state, draft, held, id, type, op, warnings);
    }

    private Op creation(String site, Envelope envelope, Message record, RecordType type) {
        var op = Op.newBuilder()
                .setKind(OpKind.OP_KIND_CREATE)
                .setEnvelope(envelope.toBuilder().setSite(site).clearVoidReason())
                .build();
        return mapper.withRecord(
                op, type.number(), rules.filled(type, record, LocalDate.ofEpochDay(envelope.getOccurredOn())));
    }

    /** Changes a record that the tablet holds. */
    public Captured edit(RecordId id, Edit edit) {
        return store.capture((state, draft) -> {
            var site = HeldRecords.siteOf(state, id);
            var held = HeldRecords.open(state, site);
            var type = typeOf(edit.record());
            var op = mapper.withRecord(edit.toOp().build(), type.number(), edit.record());
            if (type.number() != records.knownType(held, id)) {
                throw new NotWritableException(
                        NotWritableException.Reason.NO_SUCH_RECORD, "the record is of another type than " + type);
            }
            var written = written(op, type, state);
            var warnings = new ArrayList<>(check(type, OpKind.OP_KIND_EDIT, written, state));
            warnings.addAll(rules.clientCodes().similar(type, written, id, state));
            var before = records.shown(held, id, type, state.slot());
            rules.checkIdentity(type, before, written);
            var after = new TreeMap<>(before);
            after.keySet().removeIf(rules.withheld().of(type, written));
            overlay.lay(new LocalOp(0, id, type.number(), op, 0, false, null), after, state.slot());
            warnings.addAll(rules.checkOutcome(type, before, after));
            return queue(state, draft, held, id, type, op, warnings);
        });
    }

    /**
     * Checks a client code before anything is saved; meant for the moment when the worker leaves the field.
     *
     * @param record the record that is being edited, which is not compared with itself; null for a new one
     * @return errors, for which an act with this code would be refused, and warnings: {@code CLIENT_CODE_SIMILAR} means
     *     that one changed letter or digit, or two swapped ones, would make it another code on this tablet. Empty when
     *     all is well
     */
    public List<Finding> checkClientCode(String written, @Nullable RecordId record) {
        return store.read(state -> {
            if (!state.isEnrolled()) {
                throw new NotWritableException(NotWritableException.Reason.NOT_ENROLLED, "the tablet is not enrolled");
            }
            var bounds = rules.bounds(clock.wallMillis(), state.device());
            var findings = new ArrayList<>(rules.clientCodes().check(CODE_FIELD, written, state.device(), bounds));
            findings.addAll(rules.clientCodes().similar(CODE_FIELD, written, record, state));
            return findings;
        });
    }

    /**
     * Declares a record void. It is kept on the tablet and on the server, but no figure counts it.
     *
     * @param reason a code of the list {@code void_reason}
     */
    public Captured voidRecord(RecordId id, int reason) {
        return store.capture((state, draft) -> {
            var site = HeldRecords.siteOf(state, id);
            var held = HeldRecords.open(state, site);
            var type = rules.contract().type(records.knownType(held, id));
            var bare = Op.newBuilder()
                    .setKind(OpKind.OP_KIND_VOID)
                    .setEnvelope(Envelope.newBuilder().setVoidReason(reason))
                    .build();
            var op = mapper.withRecord(bare, type.number(), mapper.recordOf(bare, type.number()));
            var warnings = check(type, OpKind.OP_KIND_VOID, written(op, type, state), state);
            return queue(state, draft, held, id, type, op, warnings);
        });
    }

    private Captured queue(
            DeviceState state,
            Draft draft,
            SiteState held,
            RecordId id,
            RecordType type,
            Op act,
            List<Finding> warnings) {
        var base = held.base(id);
        long wallMillis = clock.wallMillis();
        long hlc = Hlc.next(state.lastHlc(), wallMillis);
        var op = act.toBuilder()
                .setBaseSeq(base == null ? 0 : base.getVersion())
                .setHlc(hlc)
                .setWallOffsetMs(wallMillis - Hlc.millis(hlc))
                .setBootId(clock.bootId())
                .setElapsedMs(clock.elapsedMillis())
                .build();
        long opNo = held.head().getNextOp();
        boolean counts = overlay.hasTallies(type.number()) && op.getKind() != OpKind.OP_KIND_VOID;
        var before = counts ? records.shareBefore(held, id) : null;
        draft.op(held.head().getScope(), new LocalOp(opNo, id, type.number(), op, 0, false, before));
        if (counts) {
            draft.ownShare(held.head().getScope(), id, overlay.ownShare(before, op, type.number(), state.slot()));
        }
        return new Captured(id, opNo, warnings);
    }

    private List<Finding> check(RecordType type, OpKind kind, SortedMap<Path, Value> written, DeviceState state) {
        return rules.check(type, kind, written, clock.wallMillis(), state.device());
    }

    private SortedMap<Path, Value> written(Op op, RecordType type, DeviceState state) {
        try {
            return mapper.flatten(op, type.number(), state.slot());
        } catch (RecordFormatException failure) {
            throw new CaptureRefusedException(
                    List.of(new Finding(failure.code(), failure.field(), String.valueOf(failure.getMessage()), false)));
        }
    }

    private RecordId idOf(DeviceState state, RecordType type, Op creation) {
        return type.naturalKey().isEmpty()
                ? RecordId.counted(
                        Integer.toUnsignedLong(state.device().getDeviceNo()),
                        state.device().getEpoch(),
                        state.nextRecord())
                : NaturalKey.next(
                        type,
                        NaturalKey.of(type, mapper.recordOf(creation, type.number()), creation.getEnvelope()),
                        creation.getVoidedBefore());
    }

    private RecordType typeOf(Message record) {
        return rules.contract().type(record.getDescriptorForType().getName());
    }
}
