package org.outreachsync.load.write;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.outreachsync.load.indicator.Day;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.EnrolResponse;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SyncRequest;

/** An enrolled tablet of one worker, which prepares batches of generated records before they are sent. */
final class BenchTablet {

    private static final int ROLE = 5;
    /** A worker makes a record every minute or two. */
    private static final int BETWEEN_RECORDS_MILLIS = 90_000;

    private final EnrolResponse credentials;
    private final String site;
    private final SiteWork work;
    private final SplittableRandom random;
    private long clock;
    private long nextBatch = 1;
    private long nextOp = 1;
    private ByteString cursor = ByteString.EMPTY;
    private ByteString cursorBefore = ByteString.EMPTY;

    /**
     * A tablet that has recorded nothing yet.
     *
     * @param begin when its first record is made, in milliseconds since 1970; also when it was switched on
     */
    BenchTablet(EnrolResponse credentials, SiteWork work, long begin, long seed) {
        this.credentials = credentials;
        this.site = credentials.getScopes(0);
        this.work = work;
        this.random = new SplittableRandom(seed);
        this.clock = begin;
    }

    String token() {
        return credentials.getToken();
    }

    ByteString cursor() {
        return cursor;
    }

    /** The cursor of the last request, with which the tablet asks again if it did not get the answer. */
    ByteString cursorBefore() {
        return cursorBefore;
    }

    void cursor(ByteString received) {
        cursorBefore = cursor;
        cursor = received;
    }

    /** Makes the next records, and the batch that sends them. */
    Upload prepare(int records) {
        var rows = new ArrayList<PlainRow>();
        var batch = frame().setBatchNo(nextBatch++).setFirstOp(nextOp);
        for (int at = 0; at < records; at++) {
            add(work.next(), batch, rows);
        }
        // A clock that is right, so that the server has nothing to repair.
        long now = System.currentTimeMillis();
        batch.setDeviceNow(now).setElapsedMs(now - batch.getBootId());
        return Upload.of(this, batch.build(), rows);
    }

    /** A request without ops, from the start of the site. */
    Upload pull() {
        return Upload.of(this, frame().setDeviceNow(clock).build(), List.of());
    }

    private SyncRequest.Builder frame() {
        return SyncRequest.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId(credentials.getDeviceId())
                .setEpoch(credentials.getEpoch())
                .setScope(site)
                .setBootId(1)
                .setAppVersion("bench");
    }

    private void add(Day.Made made, SyncRequest.Builder batch, List<PlainRow> rows) {
        clock += 1 + random.nextInt(2 * BETWEEN_RECORDS_MILLIS);
        var envelope = made.op().getEnvelope().toBuilder()
                .setWorker(1 + credentials.getDeviceNo() % 9_999_999)
                .setRole(ROLE)
                .build();
        if (!batch.hasDefaults()) {
            batch.setDefaults(envelope);
        }
        var op = made.op().toBuilder()
                .setOwnRecord(nextOp)
                .setHlc(Hlc.of(clock, 0))
                .setElapsedMs(clock - batch.getBootId());
        var rest = without(envelope, batch.getDefaults());
        if (rest.equals(Envelope.getDefaultInstance())) {
            op.clearEnvelope();
        } else {
            op.setEnvelope(rest);
        }
        batch.addOps(op);
        rows.add(row(made, envelope, op));
        nextOp++;
    }

    private static Envelope without(Envelope envelope, Envelope defaults) {
        var rest = envelope.toBuilder();
        defaults.getAllFields().forEach((field, value) -> {
            if (value.equals(envelope.getField(field))) {
                rest.clearField(field);
            }
        });
        return rest.build();
    }

    private PlainRow row(Day.Made made, Envelope envelope, Op.Builder op) {
        var id = RecordId.counted(Integer.toUnsignedLong(credentials.getDeviceNo()), credentials.getEpoch(), nextOp);
        var record = SiteWork.record(made.op());
        var code = record.getDescriptorForType().findFieldByName("uic");
        var client = code == null ? "" : (String) record.getField(code);
        return new PlainRow(
                id.toBytes(),
                site,
                made.type(),
                envelope.getOccurredOn(),
                client.isEmpty() ? null : client,
                envelope.getProject(),
                envelope.getWorker(),
                envelope.getRole(),
                op.getHlc(),
                record.toByteArray());
    }
}
