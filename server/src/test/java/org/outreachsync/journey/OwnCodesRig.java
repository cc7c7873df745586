package org.outreachsync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.CodesRig.SITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.app.Server;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.capture.Captured;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.rig.CodesRig;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.NeedleExchange;

/** A server with the codes of a programme, and tablets that use them. */
abstract class OwnCodesRig {

    /** The example of the documentation. */
    static final Path EXAMPLE = Path.of("..", "docs", "examples", "own-codes.json");

    @TempDir
    Path folder;

    CodesRig rig;
    String first;

    @BeforeEach
    void start() throws IOException {
        rig = new CodesRig(folder);
        first = Files.readString(EXAMPLE);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** The second version of the example. */
    String next(String from, String to) {
        assertThat(first).contains(from);
        return first.replace("\"own_codes_version\": 1", "\"own_codes_version\": 2")
                .replace(from, to);
    }

    /** With a third commodity. */
    String withTorch() {
        return next(
                "\"attributes\": {\"unit\": \"kit\"}}]}",
                "\"attributes\": {\"unit\": \"kit\"}},"
                        + "{\"id\": 16383, \"code\": \"OWN_TORCH\", \"valid_from\": \"2026-01-01\", \"labels\": {\"en\": \"Torch\"}, \"attributes\": {\"unit\": \"piece\"}}]}");
    }

    Tablet enrolled(Server server) throws Exception {
        var tablet = rig.open(new MemoryJournalFile());
        rig.enrol(tablet, server);
        return tablet;
    }

    static Captured exchange(Tablet tablet, int commodity, int pieces) {
        var line = ExchangeLine.newBuilder().setCommodity(commodity).setDistributed(pieces);
        return tablet.create(
                SITE,
                CodesRig.envelope(),
                NeedleExchange.newBuilder()
                        .setSex(1)
                        .setAgeBand(5)
                        .setMode(1)
                        .addLines(line)
                        .build());
    }

    static List<Integer> commodities(Tablet tablet) {
        return tablet.list(SITE).stream()
                .flatMap(record -> record.shown().getNeedleExchange().getLinesList().stream())
                .map(ExchangeLine::getCommodity)
                .toList();
    }
}
