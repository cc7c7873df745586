package org.outreachsync.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.device.transport.HttpTransport;

/** A shift of 750 acts over a line that carries a few thousand bytes in the time that the server gives a request. */
class SlowUploadIT {

    private static final int ACTS = 750;
    private static final int MINUTES_MAX = 240;
    private static final int BYTES_IN_TIME = 6_000;
    private static final int SYNCS_MAX = 30;

    @Test
    void aShiftArrivesWholeOverALineThatCarriesNoWholeBatch() throws IOException {
        var soon = Limits.standard().http().withDeadlines(Duration.ofSeconds(1), Duration.ofSeconds(30));
        try (var bench = new FaultBench(1, Limits.standard().withHttp(soon));
                var proxy = new FaultProxy(bench.server.port())) {
            var site = bench.newSite();
            var tablet = new FieldTablet(bench, site, new HttpTransport(proxy.address()));
            assertThat(tablet.enrol(bench.code(site))).isTrue();
            var captured = new Shown();
            for (int act = 0; act < ACTS; act++) {
                bench.time.pass(Duration.ofSeconds(7 + act % 50));
                tablet.contact(1 + act % MINUTES_MAX);
                captured.contact(1 + act % MINUTES_MAX, 5);
            }
            proxy.carryAtMost(BYTES_IN_TIME);
            var report = tablet.sync();
            for (int syncs = 1; !report.isComplete(); syncs++) {
                assertThat(report.reason().needsPerson()).as(report.toString()).isFalse();
                assertThat(syncs).as(report.toString()).isLessThan(SYNCS_MAX);
                bench.time.pass(Duration.ofMinutes(1));
                report = tablet.sync();
            }

            var auditor = new FieldTablet(bench, site, bench.network());
            assertThat(auditor.enrol(bench.code(site))).isTrue();
            assertThat(auditor.sync().isComplete()).isTrue();
            assertThat(auditor.shown()).hasToString(captured.toString());
            assertThat(tablet.library().attentions()).isEmpty();
            assertThat(bench.quarantine().open(site, 0, ACTS)).isEmpty();
        }
    }
}
