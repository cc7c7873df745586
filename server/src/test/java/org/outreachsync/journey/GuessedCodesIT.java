package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;
import org.outreachsync.wire.v1.ClientCodeScript;
import org.outreachsync.wire.v1.OpResult;
import org.outreachsync.wire.v1.SyncResponse;

/** Somebody has a tablet's token and tries out client codes over the network. */
class GuessedCodesIT {

    private static final int PER_DAY = 5;

    private final ServerRig rig = new ServerRig(
            Map.of("OUTREACH_NEW_CODES_PER_DAY", Integer.toString(PER_DAY), "OUTREACH_CLIENT_CODE_SCRIPT", "CYRILLIC"));

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void whoGuessesGetsNoKeysBeyondTheLimitAndTheMetricTells() throws IOException {
        var colleague = new SocketTablet(rig);
        colleague.exchange("Ж1990АЙГУ", 3);
        var thief = new SocketTablet(rig);
        int keys = 0;
        for (int guess = 0; guess < 20; guess++) {
            keys += answer(thief, "М" + (1930 + guess) + "АЙГУ").getClientKey().isEmpty() ? 0 : 1;
        }
        assertThat(keys).isEqualTo(PER_DAY);

        var hit = answer(thief, "Ж1990АЙГУ");
        assertThat(hit.getCode()).isEqualTo("NEW_CODES_LIMIT");
        assertThat(hit.getClientKey()).isEmpty();
        assertThat(new String(rig.management("/metrics").body(), StandardCharsets.UTF_8))
                .contains("outreach_ops_beyond_new_codes_total 16.0");
        assertThat(answer(colleague, "Ж1990АЙГО").getClientKey())
                .as("others go on")
                .hasSize(21);
    }

    @Test
    void anEnrolmentTellsTheScript() throws IOException {
        assertThat(new SocketTablet(rig).enrolled.getClientCodeScript())
                .isEqualTo(ClientCodeScript.CLIENT_CODE_SCRIPT_CYRILLIC);
    }

    private static OpResult answer(SocketTablet tablet, String code) throws IOException {
        return SyncResponse.parseFrom(tablet.offer(code, 1).body()).getAck().getResults(0);
    }
}
