package org.outreachsync.load;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.model.Hlc;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.BodyProof;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.ClientCodeScript;
import org.outreachsync.wire.v1.EnrolResponse;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.Limits;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * A server in the tablet's own process. It generates the records of one site on request and keeps none in memory. It
 * accepts no ops.
 */
final class GeneratedSite implements Transport {

    static final String SITE = "LARGE-1";

    private static final int PAGE = 1_000;
    private static final int COLLEAGUES = 20;
    private static final int PEOPLE = 4_000;
    private static final int DAYS = 730;
    private static final int KEY_BYTES = 21;
    private static final String MEDIA_TYPE = "application/x-protobuf";

    private final int records;
    private final int today;
    private final long seed;

    /**
     * Generates the same records for the same seed and day.
     *
     * @param today the day of the latest record, in days since 1970
     */
    GeneratedSite(int records, int today, long seed) {
        this.records = records;
        this.today = today;
        this.seed = seed;
    }

    @Override
    public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
        var answer = path.equals("/v1/enrol") ? enrolled() : synced(SyncRequest.parseFrom(body));
        var token = headers.getOrDefault("Authorization", "").replaceFirst("^Bearer ", "");
        var proof =
                BodyProof.ofAnswer(token, headers.getOrDefault(BodyProof.REQUEST_HEADER, ""), 200, MEDIA_TYPE, answer);
        var answerHeaders = new HashMap<String, String>();
        answerHeaders.put("Content-Type", MEDIA_TYPE);
        answerHeaders.put(BodyProof.PROOF_HEADER, proof);
        return new Answer(200, answerHeaders, answer);
    }

    private static byte[] enrolled() {
        return EnrolResponse.newBuilder()
                .setDeviceId("large")
                .setDeviceNo(COLLEAGUES + 1)
                .setEpoch(1)
                .setToken("large")
                .addScopes(SITE)
                .setLimits(limits())
                .setClientCodePattern("GYYYYMMFF")
                .setClientCodeScript(ClientCodeScript.CLIENT_CODE_SCRIPT_CYRILLIC)
                .setTimeZone("UTC")
                .setServerNow(System.currentTimeMillis())
                .build()
                .toByteArray();
    }

    private static Limits limits() {
        return Limits.newBuilder()
                .setOpsMax(500)
                .setWireBytesMax(256 * 1024)
                .setInflatedBytesMax(2 * 1024 * 1024)
                .setOfflineDaysMax(30)
                .setPurgeDays(7)
                .build();
    }

    private byte[] synced(SyncRequest request) throws IOException {
        if (request.getOpsCount() > 0) {
            throw new IOException("this server takes no ops");
        }
        int from = request.getCursor().isEmpty()
                ? 0
                : Integer.parseInt(request.getCursor().toStringUtf8());
        int to = Math.min(records, from + PAGE);
        var response = SyncResponse.newBuilder()
                .setCursor(ByteString.copyFromUtf8(Integer.toString(to)))
                .setMore(to < records)
                .setServerNow(System.currentTimeMillis())
                .setLimits(limits());
        for (int no = from; no < to; no++) {
            response.addChanges(change(no));
        }
        if (to == records) {
            response.setStateHash(stateHash());
        }
        return response.build().toByteArray();
    }

    private long stateHash() {
        long sum = 0;
        for (int no = 0; no < records; no++) {
            sum += id(no).convergenceHash(version(no));
        }
        return sum;
    }

    private static RecordId id(int no) {
        return RecordId.counted(1 + no % COLLEAGUES, 1, 1 + no / COLLEAGUES);
    }

    private static long version(int no) {
        return no + 1L;
    }

    /** A record as a server sends it: with a client key and the usual fields of its type. */
    private Change change(int no) {
        var random = new SplittableRandom(seed + no);
        int day = today - DAYS + 1 + (int) ((long) no * DAYS / records);
        var change = Change.newBuilder()
                .setRecordId(ByteString.copyFrom(id(no).toBytes()))
                .setVersion(version(no))
                .setHlc(Hlc.of(day * 86_400_000L + random.nextInt(86_400_000), no % 100))
                .setEnvelope(Envelope.newBuilder()
                        .setSite(SITE)
                        .setProject(1)
                        .setWorker(1 + no % COLLEAGUES)
                        .setRole(5)
                        .setOccurredOn(day));
        if (no % 3 == 0) {
            return change.setOutreachContact(contact(random)).build();
        }
        var exchange = NeedleExchange.newBuilder().setClientKey(key(random)).setMode(1);
        for (int commodity : new int[] {2, 31}) {
            exchange.addLines(ExchangeLine.newBuilder()
                    .setCommodity(commodity)
                    .setDistributed(1 + random.nextInt(40))
                    .setReturned(random.nextInt(40)));
        }
        return change.setNeedleExchange(exchange).build();
    }

    private static OutreachContact contact(SplittableRandom random) {
        return OutreachContact.newBuilder()
                .setClientKey(key(random))
                .setMode(1)
                .setSetting(1)
                .addServices(1)
                .addServices(2 + random.nextInt(4))
                .setDurationMin(5 + random.nextInt(30))
                .build();
    }

    private static ByteString key(SplittableRandom random) {
        var key = new byte[KEY_BYTES];
        new SplittableRandom(random.nextInt(PEOPLE)).nextBytes(key);
        return ByteString.copyFrom(key);
    }
}
