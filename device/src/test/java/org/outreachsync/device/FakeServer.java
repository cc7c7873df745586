package org.outreachsync.device;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.wire.v1.EnrolResponse;
import org.outreachsync.wire.v1.SyncRequest;
import org.outreachsync.wire.v1.SyncResponse;

/** A server that answers by a script, one entry per request. A request beyond the script fails the test. */
public final class FakeServer implements Transport {

    /** One entry of the script. */
    public interface Line {
        /** The answer, or null if none arrives. */
        @Nullable
        Answer answer(SyncRequest request);
    }

    public final List<SyncRequest> requests = new ArrayList<>();
    public final List<Map<String, String>> headers = new ArrayList<>();
    private final Deque<Line> script = new ArrayDeque<>();
    private EnrolResponse enrolment = Shift.enrolled(1, Shift.SITE);

    public FakeServer then(Line line) {
        script.add(line);
        return this;
    }

    /** Answers with this body. */
    public FakeServer thenAnswer(Function<SyncRequest, SyncResponse.Builder> body) {
        return then(request -> ok(body.apply(request).build()));
    }

    /** The request arrives or not; the answer does not. */
    public FakeServer thenLose() {
        return then(request -> null);
    }

    public FakeServer thenRefuse(int status, String problem) {
        return then(request -> problem(status, problem));
    }

    public FakeServer enrolWith(EnrolResponse response) {
        enrolment = response;
        return this;
    }

    public SyncRequest last() {
        return requests.get(requests.size() - 1);
    }

    public boolean isSpent() {
        return script.isEmpty();
    }

    @Override
    public Answer post(String path, Map<String, String> sentHeaders, byte[] body) throws IOException {
        if (path.equals("/v1/enrol")) {
            return Proving.proven(sentHeaders, new Answer(200, Map.of(), enrolment.toByteArray()));
        }
        var request = parse(sentHeaders, body);
        requests.add(request);
        headers.add(sentHeaders);
        var line = script.poll();
        if (line == null) {
            throw new AssertionError("nothing in the script for request " + requests.size());
        }
        var answer = line.answer(request);
        if (answer == null) {
            throw new IOException("connection reset");
        }
        return Proving.proven(sentHeaders, answer);
    }

    public static SyncRequest parse(Map<String, String> headers, byte[] body) {
        try {
            return SyncRequest.parseFrom("gzip".equals(headers.get("Content-Encoding")) ? inflate(body) : body);
        } catch (InvalidProtocolBufferException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] inflate(byte[] body) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Answer ok(SyncResponse response) {
        return new Answer(200, Map.of("Content-Type", "application/x-protobuf"), response.toByteArray());
    }

    public static Answer problem(int status, String json) {
        return new Answer(
                status,
                Map.of("content-type", "application/problem+json", "Retry-After", "7"),
                json.getBytes(StandardCharsets.UTF_8));
    }
}
