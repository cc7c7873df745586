package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.ledger.Content;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.Progress.Result;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.run.KilledServer.Place;
import org.outreachsync.export.schedule.Schedule;
import org.outreachsync.identity.Secrets;
import org.outreachsync.indicator.Period;

/**
 * Two servers make exports on one store, and one of them is killed with SIGKILL, again and again: whatever they were
 * doing, every month is reported once and restated once to each recipient, and nobody gets half an export.
 */
@Timeout(value = 900, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillExportsIT {

    private static final int CYCLES = Integer.getInteger("kill.exports", 3);

    @TempDir
    private Path folder;

    private final List<Process> servers = new ArrayList<>();

    @AfterEach
    void killServers() {
        servers.forEach(Process::destroyForcibly);
    }

    @Test
    void everyExportArrivesOnceOverTheEmbeddedStore() throws Exception {
        killAgainAndAgain(folder.resolve("outreach.db").toString());
    }

    @Test
    @Tag("mongodb")
    void everyExportArrivesOnceOverMongo() throws Exception {
        var uri = Objects.requireNonNull(System.getenv("MONGODB_URI"));
        int query = uri.indexOf('?');
        var server = (query < 0 ? uri : uri.substring(0, query)).replaceFirst("(://[^/]+).*", "$1");
        var database = "/kill_exports_" + UUID.randomUUID().toString().substring(0, 8);
        killAgainAndAgain(server + database + (query < 0 ? "" : uri.substring(query)));
    }

    private void killAgainAndAgain(String store) throws Exception {
        long seed = Long.getLong("kill.seed", 20_261_128L);
        System.out.println("kill.seed " + seed);
        var random = new Random(seed);
        KilledServer.prepare(folder);
        try (var recipient = new RecordingRecipient(seed)) {
            var place = new Place(store, folder, recipient.port(), System.currentTimeMillis());
            start(place);
            start(place);
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(1_300)));
                int one = random.nextInt(servers.size());
                servers.remove(one).destroyForcibly().waitFor();
                start(place);
            }
            killServers();
            for (var server : servers) {
                server.waitFor();
            }
            finish(place, recipient);
        }
    }

    private void start(Place place) throws IOException {
        var server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledServer.class.getName(),
                        place.store(),
                        place.folder().toString(),
                        Integer.toString(place.port()),
                        Long.toString(place.begun()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        servers.add(server);
        assertThat(server.inputReader().readLine()).isEqualTo("up");
    }

    /** Finishes when every lease and claim of the killed servers is over, and looks at what came of it all. */
    private void finish(Place place, RecordingRecipient recipient) throws Exception {
        var later = place.now().plus(KilledServer.LIMITS.lease()).plus(Duration.ofDays(1));
        try (var store = place.open()) {
            var exports = KilledServer.exports(place, store, () -> later);
            for (int tick = 0; tick < 4; tick++) {
                ExportsRig.tick(exports, later);
            }
            var entries = exports.list(null, null, null, 10_000);
            checkEntries(entries, later);
            checkArrivals(entries, recipient);
            checkFolder(place, entries);
            assertThat(place.folder().resolve("files"))
                    .as("what killed servers left unfinished is removed")
                    .isDirectoryNotContaining("glob:**/.writing-*");
            for (var entry : entries.subList(0, Math.min(10, entries.size()))) {
                assertThat(exports.rebuild(entry.id().toString())).hasSize(3);
            }
        }
    }

    private static void checkEntries(List<Entry> entries, Instant later) {
        var last = new Schedule("0 3 5 * *", ZoneId.of("Asia/Bishkek"), 0, true)
                .last(later)
                .orElseThrow();
        var lastMonth = YearMonth.from(last.local()).minusMonths(1);
        assertThat(entries).isNotEmpty();
        for (var entry : entries) {
            assertThat(entry.state()).as("%s", entry).isIn(State.DELIVERED, State.SUPERSEDED);
        }
        for (var code : KilledServer.CODES) {
            var first = entries.stream()
                    .filter(entry -> entry.id().destination().equals(code))
                    .filter(entry -> entry.id().revision() == 1)
                    .map(entry -> YearMonth.from(entry.id().period().from()))
                    .sorted()
                    .toList();
            var months = Stream.iterate(first.getFirst(), month -> month.plusMonths(1))
                    .limit(first.size())
                    .toList();
            assertThat(first).as("every month of %s, each once", code).isEqualTo(months);
            assertThat(first.getLast()).isEqualTo(lastMonth);
            for (var month : months.subList(0, Math.max(0, months.size() - 6))) {
                var revisions = entries.stream()
                        .filter(entry -> entry.id().destination().equals(code))
                        .filter(entry -> entry.id().period().equals(Period.of(month)))
                        .toList();
                assertThat(revisions)
                        .as(
                                "%s of %s is reported, and restated unless the first report has what came late",
                                month, code)
                        .hasSize(revisions.stream().anyMatch(KillExportsIT::hasWhatCameLate) ? 1 : 2);
            }
        }
    }

    /** Servers that are killed all the time, under a clock that runs fast, may make a first report that late. */
    private static boolean hasWhatCameLate(Entry entry) {
        return entry.id().revision() == 1
                && KilledServer.hasCome(
                        entry.id().period(),
                        Objects.requireNonNull(entry.content()).counted());
    }

    private static Map<String, String> hashes(Entry entry) {
        return Objects.requireNonNull(entry.content()).files().stream()
                .collect(Collectors.toMap(Content.FileRef::name, Content.FileRef::sha256, (a, b) -> b, TreeMap::new));
    }

    private void checkArrivals(List<Entry> entries, RecordingRecipient recipient) {
        var arrived = recipient.arrived();
        int repeated = 0;
        int sent = 0;
        for (var entry : entries) {
            var id = entry.id().toString();
            var attempts = entry.progress().attempts();
            boolean isDelivered = attempts.stream().anyMatch(one -> one.result() == Result.DELIVERED);
            if (!entry.id().destination().equals("FOLDER")) {
                var own = arrived.getOrDefault(id, List.of());
                long cutOff = attempts.stream()
                        .filter(one -> one.result() == Result.BEGUN)
                        .count();
                assertThat(own).as("every arrival of %s is the whole of it", id).allMatch(hashes(entry)::equals);
                assertThat(own.size()).as("arrivals of %s", id).isBetween(isDelivered ? 1 : 0, (int) (1 + cutOff));
                repeated += Math.max(0, own.size() - 1);
                sent++;
            }
        }
        assertThat(recipient.atOnce())
                .as("parcels that two servers delivered at once")
                .isEmpty();
        assertThat(arrived.keySet())
                .as("nothing arrives that the ledger does not have")
                .isSubsetOf(entries.stream().map(entry -> entry.id().toString()).toList());
        System.out.printf(
                Locale.ROOT,
                "%d kills: %d exports, %d of them sent to recipients; lost 0, half 0, differing 0; %d arrived again, byte for byte, because the kill hit between arrival and receipt%n",
                CYCLES,
                entries.size(),
                sent,
                repeated);
    }

    private static void checkFolder(Place place, List<Entry> entries) throws IOException {
        var expected = new TreeMap<String, String>();
        entries.stream()
                .filter(entry -> entry.id().destination().equals("FOLDER"))
                .filter(entry -> entry.progress().attempts().stream().anyMatch(one -> one.result() == Result.DELIVERED))
                .forEach(entry -> expected.putAll(hashes(entry)));
        var there = new TreeMap<String, String>();
        try (var files = Files.list(place.outgoing())) {
            for (var file : files.sorted(Comparator.naturalOrder()).toList()) {
                there.put(
                        file.getFileName().toString(),
                        HexFormat.of().formatHex(Secrets.sha256(Files.readAllBytes(file))));
            }
        }
        assertThat(there).containsAllEntriesOf(expected);
        assertThat(there.keySet()).noneMatch(name -> name.endsWith(".part"));
    }
}
