package org.outreachsync.export.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.outreachsync.export.delivery.FarCheck;
import org.outreachsync.export.dhis2.MappingCheck.Use;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Exchange;
import org.outreachsync.export.exchange.Request;
import org.outreachsync.indicator.Period;

/** A person who asks for a dry run does not wait for a DHIS2 that is silent. */
class Dhis2CheckTest {

    private static final Uid ANY = new Uid("dfltCombo01");

    private static Use use(String dataSet) {
        return new Use(new Uid(dataSet), Set.of(), Set.of(), ANY, Period.parse("202604"));
    }

    private static Answer answer(String dataSet) {
        var body = "{\"id\":\"" + dataSet + "\",\"name\":\"A form\",\"periodType\":\"Monthly\",\"dataSetElements\":[]}";
        return new Answer.Reply(200, "application/json", null, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSilentFormIsGivenUpAndTheOthersAreShown() {
        var never = new CountDownLatch(1);
        Exchange exchange = (Request request) -> {
            if (request.target().contains("dsSilent001")) {
                try {
                    never.await();
                } catch (InterruptedException givenUp) {
                    Thread.currentThread().interrupt();
                }
                return new Answer.Lost(Answer.Loss.TOO_SLOW);
            }
            return answer("dsAnswers01");
        };
        var checks = new Dhis2Check(exchange, Duration.ofSeconds(1))
                .of(List.of(use("dsSilent001"), use("dsAnswers01")), LocalDate.of(2026, 5, 20));
        assertThat(checks)
                .containsExactly(
                        new FarCheck.NotAsked("DHIS2 did not answer within 1 seconds."),
                        new FarCheck.Asked("A form", List.of()));
    }
}
