package org.outreachsync.export.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.outreachsync.config.DeliveryLimits.Backoff;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.config.Limits;
import org.outreachsync.export.build.Preparation.Due;
import org.outreachsync.export.build.Preparation.Known;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.channel.FolderChannel;
import org.outreachsync.export.delivery.Channel;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Parcel;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.Recipients;
import org.outreachsync.export.destination.Rendition;
import org.outreachsync.export.outbox.Notices;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Tables;
import org.outreachsync.store.mongo.MongoLimits;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.sqlite.SqliteStore;

/**
 * A server that makes exports until it is killed. Its clock runs fast: a second is ten days. Late records come in: two
 * months after a month, its figure is higher, so every month is restated once.
 */
final class KilledServer {

    static final Instant BEGIN = Instant.parse("2026-01-02T00:00:00Z");
    static final ExportLimits LIMITS = new ExportLimits(
            /* lease= */ Duration.ofDays(20),
            /* renewEvery= */ Duration.ofMillis(300),
            /* deliveriesMax= */ 8,
            /* delivery= */ new Backoff(Duration.ofHours(6), Duration.ofDays(2), /* times= */ 1_000),
            /* writing= */ new Backoff(Duration.ofHours(6), Duration.ofDays(2), /* times= */ 1_000),
            /* notice= */ new Backoff(Duration.ofHours(6), Duration.ofDays(2), /* times= */ 10),
            /* trendMax= */ 3,
            /* occurrencesMax= */ 400,
            /* dueMax= */ 500,
            /* cleanEvery= */ Duration.ofDays(5),
            /* draftMax= */ Duration.ofDays(60),
            /* approvalMax= */ Duration.ofDays(400),
            /* waitMax= */ Duration.ofDays(30),
            /* countedWithin= */ Duration.ofSeconds(10),
            /* relatedMax= */ 20_000);

    /** Three destinations that are due at the same time; the last one is a folder. */
    static final List<String> CODES = List.of("ONE", "TWO", "FOLDER");

    private static final long SPEED = 864_000;
    /**
     * As in production. Under kills, and with a clock that runs this fast, half a year may pass until a first report is
     * released.
     */
    private static final int RECOUNTED = 12;

    private static final int MILLIS_BETWEEN_TICKS = 20;

    private KilledServer() {}

    /**
     * Where a server works.
     *
     * @param store the file of an SQLite store, or the address of a MongoDB
     * @param folder for keys and files
     * @param port of the recipients
     * @param begun when the first server started, in milliseconds since 1970
     */
    record Place(String store, Path folder, int port, long begun) {

        Path outgoing() {
            return folder.resolve("outgoing");
        }

        DocumentStore open() {
            return store.startsWith("mongodb")
                    ? new MongoStore(store, Tables.ALL, MongoLimits.DEFAULT)
                    : new SqliteStore(Path.of(store));
        }

        Instant now() {
            return BEGIN.plusMillis((System.currentTimeMillis() - begun) * SPEED);
        }
    }

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var place = new Place(
                arguments[0], Path.of(arguments[1]), Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        try (var store = place.open()) {
            var exports = exports(place, store, place::now);
            System.out.println("up");
            while (true) {
                exports.look(place.now());
                Thread.sleep(MILLIS_BETWEEN_TICKS);
            }
        }
    }

    static Exports exports(Place place, DocumentStore store, InstantSource clock) {
        var destinations =
                CODES.stream().map(code -> ExportsRig.read(document(code), 1)).toList();
        return new Exports(
                store,
                Keyring.open(place.folder().resolve("keys"), false).sealer(),
                new Terms(
                        new Fixed(destinations),
                        KilledServer::count,
                        (set, since) -> true,
                        destination -> channel(place, destination),
                        FarSide.NOBODY,
                        Notices.NOBODY,
                        CountingRig.CATALOGUE,
                        ExportsRig.BUILD,
                        place.folder().resolve("files"),
                        ZoneId.of("Asia/Bishkek"),
                        clock,
                        new Random(),
                        RECOUNTED,
                        LIMITS));
    }

    private static String document(String code) {
        return ExportsRig.MONTHLY
                .replace("grace_days: 10", "grace_days: 0, restates: true")
                .replace("code: DONOR", "code: " + code);
    }

    private static Prepared count(Destination destination, List<Due> due, Known known, Instant now) {
        var figures = new Figures();
        for (var one : due) {
            var period = one.period();
            int late = hasCome(period, now) ? 100 : 0;
            figures.byPeriod.put(period.text(), 20L + period.to().getMonthValue() * 10L + late);
        }
        return figures.of(destination, due, known, now);
    }

    /** Whether the records of a period that come late have come by then: 62 days after its end. */
    static boolean hasCome(Period period, Instant now) {
        var end = period.to().atStartOfDay(ZoneId.of("UTC")).toInstant();
        return Duration.between(end, now).toDays() > 62;
    }

    private static Channel channel(Place place, Destination destination) {
        return destination.code().equals("FOLDER")
                ? new FolderChannel(
                        place.outgoing(), "outgoing", false, Limits.standard().channels())
                : parcel -> send(place.port(), parcel);
    }

    private static Outcome send(int port, Parcel parcel) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var out = new DataOutputStream(socket.getOutputStream());
                var in = new DataInputStream(socket.getInputStream())) {
            out.writeUTF(parcel.id());
            out.writeInt(parcel.files().size());
            for (var file : parcel.files()) {
                out.writeUTF(file.name());
                try (var content = file.content().open()) {
                    var bytes = content.readAllBytes();
                    out.writeInt(bytes.length);
                    out.write(bytes);
                }
            }
            out.flush();
            return new Outcome.Delivered(in.readUTF());
        } catch (IOException failed) {
            return new Outcome.Retry("The recipient did not answer.", null);
        }
    }

    private record Fixed(List<Destination> list) implements Recipients {

        @Override
        public Optional<Destination> find(String code) {
            return list.stream().filter(one -> one.code().equals(code)).findAny();
        }

        @Override
        public Optional<Rendition> rendition(String code, int version) {
            return find(code).map(Destination::rendition);
        }

        @Override
        public All all() {
            return new All(list, List.of());
        }
    }

    static void prepare(Path folder) throws IOException {
        Keyring.open(folder.resolve("keys"), true);
        Files.createDirectories(folder.resolve("outgoing"));
    }
}
