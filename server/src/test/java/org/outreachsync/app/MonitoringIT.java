package org.outreachsync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.outreachsync.rig.Scrape;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;

/** Somebody renames a metric, or what a label says, and the alerts in {@code k8s} would be silent for ever. */
class MonitoringIT extends CertificateRig {

    private static final Path FOLDER = Path.of("..", "k8s", "components", "monitoring");
    private static final Pattern METRIC = Pattern.compile("\\b(?:outreach|jvm|process)_[a-z0-9_]+");
    private static final Pattern LABEL = Pattern.compile("\\b(?:route|area)=\\\\?\"([^\"\\\\]+)");

    @Test
    void serversHaveEachMetricThatAlertsAndDashboardAskFor() throws Exception {
        var asked = Files.readString(FOLDER.resolve("alerts.yaml"), StandardCharsets.UTF_8)
                + Files.readString(FOLDER.resolve("dashboard.json"), StandardCharsets.UTF_8);

        var served = served();

        assertThat(all(METRIC, asked)).hasSizeGreaterThan(20).isSubsetOf(all(METRIC, served));
        assertThat(LABEL.matcher(asked).results().map(found -> found.group(1)).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("/v1/sync", "heap")
                .allSatisfy(value -> assertThat(served).contains("=\"" + value + "\""));
    }

    private static String metricsAfterSync() throws IOException {
        try (var rig = new ServerRig(Map.of(), store -> store, ServerRig.looking(1))) {
            new SocketTablet(rig).exchange("F1990AAAA", 1);
            rig.time.pass(Duration.ofDays(5));
            Scrape scrape = () -> metrics(rig);
            return scrape.await("route=\"/v1/sync\"", "outreach_site_silent_seconds{");
        }
    }

    /** The metrics of a server that has its own certificate, and of one with which a tablet has synced. */
    private String served() throws IOException {
        try (var rig = serving(first)) {
            return metrics(rig) + metricsAfterSync();
        }
    }

    private static String metrics(ServerRig rig) throws IOException {
        return new String(rig.management("/metrics").body(), StandardCharsets.UTF_8);
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
