package org.outreachsync.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.rig.ServerRig.SITE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.outreachsync.backup.LastBackup;
import org.outreachsync.rig.Scrape;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.rig.SocketTablet;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;

/** What an operator learns from metrics: who is silent, what lags behind, what waits for a person. */
class ProgrammeWatchIT {

    private final AtomicReference<Optional<Table>> failing = new AtomicReference<>(Optional.empty());

    /** A store to which one table cannot be written for a while. */
    private DocumentStore lagging(DocumentStore store) {
        return new ForwardingStore(store) {
            @Override
            public Set<String> replaceIfNewer(Table table, List<Document> documents) {
                if (failing.get().equals(Optional.of(table))) {
                    throw new StoreUnavailableException("not now", null);
                }
                return super.replaceIfNewer(table, documents);
            }
        };
    }

    private static Scrape metrics(ServerRig rig) {
        return () -> new String(rig.management("/metrics").body(), StandardCharsets.UTF_8);
    }

    @Test
    void namesTheSitesThatAreSilentAndForgetsThemWhenTheySync() throws Exception {
        try (var rig = new ServerRig(Map.of(), store -> store, ServerRig.looking(50))) {
            for (var code : List.of("OSH-2", "OSH-3", "OSH-4")) {
                rig.server.identities().sites().add(code, code);
            }
            var admin = rig.admin();
            rig.place(admin, "OSH-4", "KG-O");
            var first = new SocketTablet(rig);
            var second = new SocketTablet(rig, "OSH-2");
            new SocketTablet(rig, "OSH-4");
            first.exchange("F1990AAAA", 1);
            second.exchange("F1990AAAB", 1);
            metrics(rig).await("outreach_sites_silent 0.0");

            rig.time.pass(Duration.ofDays(2));
            second.exchange("F1990AAAC", 1);
            rig.time.pass(Duration.ofDays(1).plusHours(1));
            close(rig, admin, "OSH-4");
            var text = metrics(rig).await("outreach_sites_silent 1.0", "outreach_site_silent_seconds{site=\"OSH-1\"}");
            assertThat(text).doesNotContain("site=\"OSH-2\"", "site=\"OSH-3\"", "site=\"OSH-4\"");
            assertThat(seconds(text, "outreach_tablets_longest_unsynced_seconds "))
                    .isGreaterThanOrEqualTo(3 * 86_400);

            first.exchange("F1990AAAD", 1);
            assertThat(metrics(rig).await("outreach_sites_silent 0.0")).doesNotContain("outreach_site_silent_seconds{");
        }
    }

    private static void close(ServerRig rig, String admin, String site) throws IOException {
        var body = "{\"on\":\"2026-03-04\"}".getBytes(StandardCharsets.UTF_8);
        var closed = rig.send("POST", "/v1/sites/" + site + "/close", admin + ServerRig.JSON, body);
        assertThat(closed.status()).as(closed.json().encode()).isEqualTo(200);
    }

    private static double seconds(String text, String metric) {
        return text.lines()
                .filter(line -> line.startsWith(metric))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length())))
                .findFirst()
                .orElseThrow();
    }

    /** However many sites there are, the metrics name a few. */
    @Test
    void namesOnlyTheSitesThatAreSilentForLongest() throws Exception {
        try (var rig = new ServerRig(Map.of(), store -> store, ServerRig.looking(2))) {
            for (var code : List.of("OSH-2", "OSH-3")) {
                new SocketTablet(rig, SITE);
                rig.time.pass(Duration.ofHours(1));
                rig.server.identities().sites().add(code, code);
                new SocketTablet(rig, code);
            }
            rig.time.pass(Duration.ofDays(5));
            var text = metrics(rig).await("outreach_sites_silent 3.0", "site=\"OSH-1\"", "site=\"OSH-2\"");
            assertThat(text).doesNotContain("site=\"OSH-3\"");
        }
    }

    @Test
    void tellsWhatIsNotCountedAndWhatWaitsForAPerson() throws Exception {
        try (var rig = new ServerRig(Map.of(), this::lagging, ServerRig.looking(50))) {
            var tablet = new SocketTablet(rig);
            failing.set(Optional.of(Tables.CELLS));
            tablet.exchange("F1990AAAA", 1);
            tablet.nonsense(3);
            rig.time.pass(Duration.ofMinutes(7));
            var text = metrics(rig)
                    .await(
                            "outreach_quarantine_open 3.0",
                            "outreach_batches_uncounted_seconds 420.0",
                            "outreach_store_calls_seconds_count{operation=\"write\",outcome=\"failed\"}");
            assertThat(text).contains("outreach_batches_unapplied 0.0", "outreach_reviews_open 0.0");

            failing.set(Optional.of(Tables.RECORD_PAGES));
            assertThat(tablet.offer("F1990AAAB", 1).code()).isEqualTo("BUSY");
            metrics(rig).await("outreach_batches_unapplied 1.0");

            failing.set(Optional.empty());
            assertThat(tablet.again().status()).isEqualTo(200);
            metrics(rig).await("outreach_batches_unapplied 0.0", "outreach_batches_uncounted_seconds 0.0");
        }
    }

    @Test
    void tellsWhenTheStoreWasBackedUpAndWhetherThatFails() throws Exception {
        var held = new AtomicReference<DocumentStore>();
        try (var rig = new ServerRig(
                Map.of(),
                store -> {
                    held.set(store);
                    return store;
                },
                ServerRig.looking(50))) {
            var last = new LastBackup(held.get());
            metrics(rig).await("outreach_backup_made_timestamp_seconds 0.0", "outreach_backup_failing 0.0");
            last.noteFailure(Instant.ofEpochSecond(1_000));
            metrics(rig).await("outreach_backup_failing 1.0");
            last.note(Instant.ofEpochSecond(2_000), 4_096);
            metrics(rig)
                    .await(
                            "outreach_backup_made_timestamp_seconds 2000.0",
                            "outreach_backup_bytes 4096.0",
                            "outreach_backup_failing 0.0");
            last.noteFailure(Instant.ofEpochSecond(3_000));
            metrics(rig).await("outreach_backup_made_timestamp_seconds 2000.0", "outreach_backup_failing 1.0");
        }
    }
}
