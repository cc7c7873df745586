package org.outreachsync.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.outreachsync.device.transport.Transport;
import org.outreachsync.wire.BodyProof;

/** A run that never fails proves nothing: when tablets believe what they hear, it must fail, and soon. */
class FaultTeethIT {

    private static final int SEEDS_MAX = 20;

    @Test
    void noticesTabletsThatBelieveStrangers() {
        try (var bench = new FaultBench(1)) {
            for (long seed = 1; seed <= SEEDS_MAX; seed++) {
                try {
                    new FaultRun(bench, seed, (network, random) -> new Gullible(network)).run();
                } catch (AssertionError | RuntimeException caught) {
                    System.out.println("tablets that believe strangers are caught by seed " + seed + ": " + caught);
                    return;
                }
            }
        }
        assertThat(SEEDS_MAX).as("seeds without a notice").isZero();
    }

    /** Gives every answer the proof that it lacks, as if tablets did not look at proofs. */
    private record Gullible(Transport network) implements Transport {

        @Override
        public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
            var answer = network.post(path, headers, body);
            var token = headers.getOrDefault("Authorization", "").replace("Bearer ", "");
            var name = headers.getOrDefault(BodyProof.REQUEST_HEADER, "");
            var type = answer.status() == 200 ? "application/x-protobuf" : "application/problem+json";
            var believed = new HashMap<>(Passing.headersOf(answer));
            believed.put("Content-Type", type);
            believed.put(
                    BodyProof.PROOF_HEADER, BodyProof.ofAnswer(token, name, answer.status(), type, inflated(answer)));
            return new Answer(answer.status(), believed, answer.body());
        }

        private static byte[] inflated(Answer answer) {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
                return in.readAllBytes();
            } catch (IOException notCompressed) {
                return answer.body();
            }
        }
    }
}
