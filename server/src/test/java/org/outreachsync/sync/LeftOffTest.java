package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.model.Hlc;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SyncRequest;

/** What a refusal tells of the log. */
class LeftOffTest {

    private static final String UIC = "Ж1990АЙГУ";

    final Field field = field();
    private final SyncService server = field.server();
    private final Device one = Field.device(1);

    /** The site of the test. */
    Field field() {
        return new Field();
    }

    @Test
    void aRefusalSaysWhichActsAreInTheLogAsSent() {
        sync(field.batch(one, 1, 1, at(1), at(2)));
        sync(field.batch(one, 2, 3, at(3), bad(4)));
        sync(field.batch(one, 3, 4, bad(4)));

        assertThat(refusal(field.batch(one, 1, 1, at(1))))
                .containsEntry("known_through", 1L)
                .containsEntry("acked_hlc", hex(4));
        assertThat(refusal(field.batch(one, 3, 2, at(2), at(3), bad(4), at(5)))).containsEntry("known_through", 4L);
        assertThat(refusal(field.batch(one, 3, 2, at(2), at(3), bad(7), at(8)))).containsEntry("known_through", 3L);
        assertThat(refusal(field.batch(one, 1, 1, at(9)))).containsEntry("known_through", 0L);
        assertThat(refusal(field.batch(one, 9, 5, at(5))))
                .containsEntry("acked_op", 4L)
                .doesNotContainKey("known_through");
        var otherBoot = at(1).toBuilder().setBootId(6).build();
        assertThat(refusal(field.batch(one, 1, 1, otherBoot)))
                .as("another act of the same stamp")
                .containsEntry("known_through", 0L);
        var namedBoot = at(1).toBuilder().setBootId(5).build();
        assertThat(refusal(field.batch(one, 1, 1, namedBoot).setBootId(6))).containsEntry("known_through", 1L);
    }

    @Test
    void theActsOfManyBatchesAgoAreFound() {
        for (int no = 1; no <= 40; no++) {
            sync(field.batch(one, no, no, at(no)));
        }
        assertThat(refusal(field.batch(one, 3, 3, at(3), at(4), at(5), at(99))))
                .containsEntry("known_through", 5L)
                .containsEntry("acked_hlc", hex(40));
        assertThat(refusal(field.batch(one, 3, 39, at(39), at(40), at(41)))).containsEntry("known_through", 40L);
    }

    @Test
    void aRefusalWithNothingInTheLogNamesNoAct() {
        assertThat(refusal(field.batch(one, 2, 1, at(1)))).containsOnlyKeys("expected_batch_no", "acked_op");
    }

    private Op at(long own) {
        return field.exchange(own, UIC, 1).toBuilder()
                .setHlc(Hlc.of(field.now - 60_000, (int) own))
                .build();
    }

    private Op bad(long own) {
        return at(own).toBuilder()
                .setNeedleExchange(Field.exchangeOf(-1).setUic(UIC))
                .build();
    }

    private String hex(long own) {
        return HexFormat.of().toHexDigits(at(own).getHlc());
    }

    private Map<String, Object> refusal(SyncRequest.Builder request) {
        return assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> server.sync(one, Requests.of(request)))
                .actual()
                .details();
    }

    private void sync(SyncRequest.Builder batch) {
        assertThat(server.sync(one, Requests.of(batch)).response().hasAck()).isTrue();
    }
}
