package org.outreachsync.sync;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.outreachsync.assembly.Engine;
import org.outreachsync.identity.Device;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.Hlc;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SyncRequest;

/** A site with tablets and a server, without a network: what the tests of this package speak through. */
public final class Field {

    public static final String SITE = "BISHKEK-1";
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    public static final int DAY = (int) TODAY.toEpochDay();
    static final int OPS_MAX = 500;
    static final int MOVES_MAX = 60;
    static final int WRITES_MAX = 5_000;

    public final DocumentStore store;
    public final Keyring keys;
    public final List<String> applied = new ArrayList<>();
    public int newCodesPerDay = 1_000;
    public int offlineDays;
    public String codePattern = "GYYYYMMFF";
    public long now = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();

    public Field() {
        this(new MemoryStore(), Keyring.ephemeral());
    }

    /** A site over this store. */
    public Field(DocumentStore store) {
        this(store, Keyring.ephemeral());
    }

    public Field(DocumentStore store, Keyring keys) {
        this.store = store;
        this.keys = keys;
    }

    /** Log and records of this site. */
    public Engine engine() {
        return new Engine(store, keys, CodeListReader.published(), () -> Instant.ofEpochMilli(now));
    }

    /** A server process over the store of this site. */
    public SyncService server() {
        return engine().sync(TestTerms.of(TestTerms.programme(codePattern, newCodesPerDay, offlineDays)), applied::add);
    }

    public static Device device(long no) {
        return device(no, 1);
    }

    public static Device device(long no, int epoch) {
        return Enrolled.device("device-" + no, no, epoch, Set.of(SITE));
    }

    public static Device revoked(long no, int batchesLeft) {
        return Enrolled.revoked(no, Set.of(SITE), batchesLeft);
    }

    public SyncRequest.Builder request(Device caller) {
        return SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId(caller.id())
                .setEpoch(caller.epoch())
                .setScope(SITE)
                .setDeviceNow(now)
                .setBootId(5)
                .setElapsedMs(3_600_000)
                .setDefaults(envelope());
    }

    public SyncRequest.Builder batch(Device caller, long batchNo, long firstOp, Op... ops) {
        return request(caller).setBatchNo(batchNo).setFirstOp(firstOp).addAllOps(List.of(ops));
    }

    public static Envelope envelope() {
        return Envelope.newBuilder()
                .setProject(1)
                .setWorker(7)
                .setRole(5)
                .setOccurredOn(DAY)
                .build();
    }

    /** An op made a minute ago. */
    public Op.Builder op(OpKind kind) {
        return Op.newBuilder().setKind(kind).setHlc(Hlc.of(now - 60_000, 0)).setElapsedMs(3_540_000);
    }

    public Op exchange(long own, String uic, int distributed) {
        return op(OpKind.OP_KIND_CREATE)
                .setOwnRecord(own)
                .setNeedleExchange(exchangeOf(distributed).setUic(uic))
                .build();
    }

    public Op correct(ByteString record, long baseSeq, int distributed) {
        return op(OpKind.OP_KIND_EDIT)
                .setRecordId(record)
                .setBaseSeq(baseSeq)
                .setNeedleExchange(exchangeOf(distributed))
                .build();
    }

    public static NeedleExchange.Builder exchangeOf(int distributed) {
        return NeedleExchange.newBuilder()
                .addLines(ExchangeLine.newBuilder().setCommodity(2).setDistributed(distributed));
    }
}
