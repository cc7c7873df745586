package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.outreachsync.edge.Answer;

class LateAnswerTest {

    @Test
    void isMadeOnceAndOnlyForSomebodyWhoAsks() {
        var made = new AtomicInteger();
        var answer = new LateAnswer(() -> Answer.json(200, Map.of("made", made.incrementAndGet())));
        assertThat(made).hasValue(0);

        assertThat(answer.get()).isSameAs(answer.get());
        assertThat(made).hasValue(1);
    }
}
