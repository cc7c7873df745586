package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.outreachsync.export.exchange.Answer.Reply;
import org.outreachsync.export.exchange.Request;

/**
 * Every recorded answer comes over a socket as it was recorded, and means there what it means in a test of its reading.
 */
class RecordedAnswersIT {

    @Test
    void everyRecordedAnswerArrivesAsItWas() throws IOException {
        var replies =
                Recording.all().stream().flatMap(RecordedAnswersIT::replies).toList();
        assertThat(replies).hasSizeGreaterThan(287 + 12);
        try (var dhis2 = RecordedDhis2.start();
                var outbound = new Outbound(Outbound.LIMITS)) {
            var exchange = outbound.to(dhis2);
            for (var reply : replies) {
                dhis2.ways.add(RecordedDhis2.answer(reply));
                var arrived = exchange.send(Request.get("/api/anything", "application/json"));
                assertThat(arrived).isEqualTo(reply);
                assertThat(Verdicts.of(arrived, new Asked(1))).isEqualTo(Verdicts.of(reply, new Asked(1)));
            }
            assertThat(dhis2.far.requests)
                    .as("every redirect and retry would come here")
                    .isEmpty();
            assertThat(dhis2.authorizations).hasSize(replies.size());
        }
    }

    private static Stream<Reply> replies(Recording recording) {
        var found = new ArrayList<Reply>();
        for (var name : List.of("timeline", "pushes")) {
            for (var entry : recording.json().getJsonArray(name, new JsonArray())) {
                if (((JsonObject) entry).containsKey("status")) {
                    found.add(Recording.reply((JsonObject) entry));
                }
            }
        }
        return found.isEmpty() ? Stream.of((Reply) recording.answer()) : found.stream();
    }
}
