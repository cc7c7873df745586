package org.outreachsync.sync;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.clock.DeviceClock;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.BodyProof;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;
import org.outreachsync.wire.v1.Limits;

/** Joins the device library of the first device to the server of a site, without a network, and gives it a clock. */
public final class Link implements Transport, DeviceClock {

    private static final Limits LIMITS = Limits.newBuilder()
            .setOpsMax(Field.OPS_MAX)
            .setWireBytesMax(256 << 10)
            .setInflatedBytesMax(2 << 20)
            .build();

    private static final String PROTOBUF = "application/x-protobuf";

    private final Field field;
    private final SyncService server;
    private int epoch;

    public long bootId = 5;
    public long wallOffset;
    /** Loses requests and answers; null for none. */
    @Nullable
    public Random losses;

    public Link(Field field) {
        this.field = field;
        this.server = field.server();
    }

    @Override
    public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
        if (path.equals("/v1/enrol")) {
            epoch = Math.max(epoch, EnrolRequest.parseFrom(body).getLastEpoch()) + 1;
            var response = EnrolResponse.newBuilder()
                    .setDeviceId("device-1")
                    .setDeviceNo(1)
                    .setEpoch(epoch)
                    .addScopes(Field.SITE)
                    .setToken("t")
                    .setLimits(LIMITS)
                    .setClientCodePattern("GYYYYMMFF")
                    .setTimeZone("Asia/Bishkek")
                    .setServerNow(field.now);
            return proven(headers, 200, PROTOBUF, response.build().toByteArray());
        }
        lose();
        var answer = answer(headers, "gzip".equals(headers.get("Content-Encoding")) ? inflate(body) : body);
        lose();
        return answer;
    }

    private void lose() throws IOException {
        if (losses != null && losses.nextInt(3) == 0) {
            throw new IOException("lost");
        }
    }

    private Answer answer(Map<String, String> headers, byte[] request) {
        try {
            return proven(
                    headers,
                    200,
                    PROTOBUF,
                    server.sync(Field.device(1, epoch), Requests.read(request))
                            .response()
                            .toByteArray());
        } catch (RefusedException refused) {
            int status = switch (refused.code()) {
                case BATCH_ID_REUSED, OUT_OF_ORDER, EPOCH_STALE -> 409;
                case CURSOR_EXPIRED -> 410;
                default -> 400;
            };
            var members = refused.details().entrySet().stream()
                    .map(member -> ",\"" + member.getKey() + "\":"
                            + (member.getValue() instanceof Long ? member.getValue() : "\"" + member.getValue() + "\""))
                    .collect(Collectors.joining());
            var problem = "{\"code\":\"" + refused.code() + "\",\"status\":" + status + members + "}";
            return proven(headers, status, "application/problem+json", problem.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Answer proven(Map<String, String> request, int status, String mediaType, byte[] body) {
        var token = request.getOrDefault("Authorization", "").replace("Bearer ", "");
        var proof =
                BodyProof.ofAnswer(token, request.getOrDefault(BodyProof.REQUEST_HEADER, ""), status, mediaType, body);
        return new Answer(status, Map.of("Content-Type", mediaType, BodyProof.PROOF_HEADER, proof), body);
    }

    private static byte[] inflate(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }

    @Override
    public long wallMillis() {
        return field.now + wallOffset;
    }

    @Override
    public long elapsedMillis() {
        return field.now - 1_700_000_000_000L;
    }

    @Override
    public long bootId() {
        return bootId;
    }
}
