package org.outreachsync.load;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.outreachsync.identity.Device;
import org.outreachsync.model.Hlc;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SyncRequest;

/**
 * Many tablets that push needle exchanges as fast as the server answers.
 *
 * @param tablets the tablets
 * @param recordsPerBatch how many exchanges each batch has
 */
record TabletCrowd(List<Pusher> tablets, int recordsPerBatch) {

    static TabletCrowd of(int tablets, int sites, int recordsPerBatch) {
        var pushers = new ArrayList<Pusher>();
        for (int no = 1; no <= tablets; no++) {
            pushers.add(new Pusher(no, "SITE-" + no % sites, recordsPerBatch));
        }
        return new TabletCrowd(List.copyOf(pushers), recordsPerBatch);
    }

    /** The size of one batch in bytes, before compression. */
    int batchBytes() {
        return tablets.getFirst().request().getSerializedSize();
    }

    /** One tablet. */
    static final class Pusher {

        private static final String LETTERS = "АБВГДЕЖЗИКЛМНОПРСТУФ";

        private final Device caller;
        private final String site;
        private final int records;
        private long batchNo = 1;
        private long nextOp = 1;
        private ByteString cursor = ByteString.EMPTY;

        Pusher(int no, String site, int records) {
            this.caller = new Device(
                    "device-" + no,
                    no,
                    1,
                    Device.State.ACTIVE,
                    Set.of(site),
                    Set.of(),
                    0,
                    List.of(),
                    "tablet",
                    "1.0",
                    Instant.EPOCH,
                    Instant.EPOCH);
            this.site = site;
            this.records = records;
        }

        /** Pushes batches one after the other and returns the nanoseconds until each answer. */
        List<Long> push(EmbeddedServer server, int batches) {
            var latencies = new ArrayList<Long>();
            for (int batch = 0; batch < batches; batch++) {
                var body = request().toByteArray();
                long begin = System.nanoTime();
                var response = server.sync(caller, body);
                latencies.add(System.nanoTime() - begin);
                if (response.getAck().getAckedOp() != nextOp + records - 1) {
                    throw new IllegalStateException(
                            "acknowledged " + response.getAck().getAckedOp() + " instead of " + (nextOp + records - 1));
                }
                batchNo++;
                nextOp += records;
                cursor = response.getCursor();
            }
            return latencies;
        }

        SyncRequest request() {
            long now = System.currentTimeMillis();
            int today = (int) LocalDate.now(ZoneOffset.UTC).toEpochDay();
            var request = SyncRequest.newBuilder()
                    .setProtoVersion(1)
                    .setSchemaVersion(1)
                    .setDeviceId(caller.id())
                    .setEpoch(1)
                    .setScope(site)
                    .setBatchNo(batchNo)
                    .setFirstOp(nextOp)
                    .setDeviceNow(now)
                    .setBootId(caller.no())
                    .setElapsedMs(now)
                    .setCursor(cursor)
                    .setDefaults(Envelope.newBuilder()
                            .setProject(1)
                            .setWorker((int) caller.no())
                            .setRole(5)
                            .setOccurredOn(today));
            for (int at = 0; at < records; at++) {
                long own = nextOp + at;
                request.addOps(Op.newBuilder()
                        .setKind(OpKind.OP_KIND_CREATE)
                        .setOwnRecord(own)
                        .setHlc(Hlc.of(now, at))
                        .setElapsedMs(now)
                        .setNeedleExchange(NeedleExchange.newBuilder()
                                .setUic(clientCode(own))
                                .addLines(ExchangeLine.newBuilder()
                                        .setCommodity(2)
                                        .setDistributed(20)
                                        .setReturned(15))
                                .addLines(ExchangeLine.newBuilder()
                                        .setCommodity(31)
                                        .setDistributed(20))));
            }
            return request.build();
        }

        private String clientCode(long own) {
            long mixed = own * 2_654_435_761L + caller.no() * 97;
            return (mixed % 4 == 0 ? "Ж" : "М")
                    + (1960 + Math.floorMod(mixed / 7, 45))
                    + letter(mixed)
                    + letter(mixed / 31)
                    + letter(mixed / 997)
                    + letter(mixed / 29_989);
        }

        private static char letter(long mixed) {
            return LETTERS.charAt((int) Math.floorMod(mixed, (long) LETTERS.length()));
        }
    }
}
