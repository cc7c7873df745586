package org.outreachsync.device;

import static org.outreachsync.device.Shift.SITE;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.store.LocalOp;
import org.outreachsync.device.sync.SyncEngine;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncReport;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Ack;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.Status;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

/** An enrolled tablet with a fake clock and a fake server. */
public final class Bench {

    public static final KeySource KEYS = KeySource.of(new SecureRandom());
    public static final ByteString CURSOR = ByteString.copyFromUtf8("cursor");

    public final FakeClock clock = new FakeClock();
    public final FakeServer server = new FakeServer();
    public MemoryJournalFile file = new MemoryJournalFile();
    public Tablet tablet;
    public SyncEngine engine;

    public Bench(String... sites) {
        tablet = Tablet.open(file, Seal.NONE, Shift.PROGRAMME, clock);
        engine = engine();
        enrol(1, sites.length == 0 ? new String[] {SITE} : sites);
    }

    public void enrol(int epoch, String... sites) {
        server.enrolWith(Shift.enrolled(epoch, sites));
        enrolAgain();
    }

    /** Enrols with the answer that the server's script has. */
    public void enrolAgain() {
        try {
            tablet.enrolment(server, KEYS).enrol("1234-5678", "test", "1.0");
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private SyncEngine engine() {
        return tablet.engine(server, new Random(1), SyncListener.NONE, SyncSettings.of("1.0"));
    }

    /** Simulates a loss of power: unforced bytes are lost. */
    public void crash() {
        file = file.crash(0);
        reopen();
        clock.reboot();
    }

    private void reopen() {
        tablet = Tablet.open(file, Seal.NONE, Shift.PROGRAMME, clock);
        engine = engine();
    }

    public RecordId contact(int... services) {
        clock.pass(1_000);
        return tablet.create(SITE, Shift.envelope(), Shift.contact(services)).id();
    }

    /** The ops that wait to be sent, in order. */
    public List<LocalOp> pending() {
        return tablet.store()
                .read(state -> state.sites().values().stream()
                        .flatMap(site -> site.pending().values().stream())
                        .toList());
    }

    public SyncReport sync() {
        return engine.sync();
    }

    /** An acknowledgement of all ops of a request. */
    public static SyncResponse.Builder ack(SyncRequest request, long seq) {
        var ack = Ack.newBuilder()
                .setBatchNo(request.getBatchNo())
                .setAckedOp(request.getFirstOp() + request.getOpsCount() - 1)
                .setSeq(seq);
        for (int at = 0; at < request.getOpsCount(); at++) {
            ack.addResults(
                    OpResult.newBuilder().setOpNo(request.getFirstOp() + at).setStatus(Status.STATUS_APPLIED));
        }
        return nothing().setAck(ack);
    }

    /** An answer without changes. */
    public static SyncResponse.Builder nothing() {
        return SyncResponse.newBuilder()
                .setCursor(CURSOR)
                .setServerNow(FakeClock.MORNING)
                .setLimits(Shift.limits());
    }

    /** The sum of the hashes of these records, all at the same version. */
    public static long hash(long version, RecordId... ids) {
        long sum = 0;
        for (var id : ids) {
            sum += id.convergenceHash(version);
        }
        return sum;
    }

    public static Change.Builder change(RecordId id, long version) {
        return Change.newBuilder()
                .setRecordId(ByteString.copyFrom(id.toBytes()))
                .setVersion(version)
                .setEnvelope(Shift.envelope().toBuilder().setSite(SITE));
    }
}
