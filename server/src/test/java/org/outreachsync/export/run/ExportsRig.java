package org.outreachsync.export.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.config.Limits;
import org.outreachsync.export.delivery.Channel;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Parcel;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.DestinationReader;
import org.outreachsync.export.destination.Recipients;
import org.outreachsync.export.destination.Rendition;
import org.outreachsync.export.destination.Unusable;
import org.outreachsync.export.ledger.Notice;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.keys.Keyring;
import org.outreachsync.keys.Sealer;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.DocumentStore;

/** Exports of one or more servers over one store, with figures, tablets, recipients and time that a test decides. */
final class ExportsRig {

    static final int RECOUNTED = 6;
    static final ExportLimits LIMITS = ExportLimits.standard();
    static final String MONTHLY = """
            code: DONOR
            title: {en: A donor}
            publisher: A programme
            formats: [csv]
            schedule: {cron: "0 3 5 * *", zone: Asia/Bishkek, grace_days: 10}
            data_sets:
              - code: MONTHLY
                title: {en: A month}
                period: month
                areas: [site]
                indicators: [{code: CONTACTS}]
            """;
    static final String BY_HAND = MONTHLY.replaceAll("schedule: .*\n", "");
    static final Build BUILD =
            new Build(Build.hash("rules"), Build.hash("catalogue"), Build.writtenFormats(), "1.2.3", "25");

    final Figures figures = new Figures();
    final FakeChannel channel = new FakeChannel();
    final Deque<Outcome> mail = new ConcurrentLinkedDeque<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final Map<String, List<Destination>> destinations = new TreeMap<>();
    final DocumentStore store;
    final Sealer sealer;
    final Set<String> unusable = new ConcurrentSkipListSet<>();
    final Set<String> removed = new ConcurrentSkipListSet<>();
    final Set<String> unreadable = new ConcurrentSkipListSet<>();
    volatile @Nullable RefusedException missing;
    boolean haveSynced = true;
    private volatile Instant now = Instant.parse("2026-10-20T00:00:00Z");
    private final Path files;
    private int servers;

    ExportsRig(DocumentStore store, Path files) {
        this(store, Keyring.ephemeral().sealer(), files);
    }

    ExportsRig(DocumentStore store, Sealer sealer, Path files) {
        this.store = store;
        this.sealer = sealer;
        this.files = files;
    }

    /** Remembers parcels, and answers as told. */
    static final class FakeChannel implements Channel {

        final List<Map<String, byte[]>> arrived = new CopyOnWriteArrayList<>();
        final List<String> ids = new CopyOnWriteArrayList<>();
        final Deque<Outcome> answers = new ConcurrentLinkedDeque<>();
        final List<String> forgotten = new CopyOnWriteArrayList<>();
        volatile Runnable meanwhile = () -> {};

        @Override
        public void forget(String parcel) {
            forgotten.add(parcel);
        }

        @Override
        public Outcome deliver(Parcel parcel) {
            var contents = new HashMap<String, byte[]>();
            for (var file : parcel.files()) {
                try (var in = file.content().open()) {
                    contents.put(file.name(), in.readAllBytes());
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
            arrived.add(contents);
            ids.add(parcel.id());
            meanwhile.run();
            var answer = answers.poll();
            return answer == null ? new Outcome.Delivered("it is there") : answer;
        }
    }

    /** The clock of all servers. */
    final InstantSource clock = () -> now;

    void at(String instant) {
        now = Instant.parse(instant);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    static Destination read(String document, int version) {
        var formats = new DestinationReader.Formats(Set.of("csv", "xlsx", "pdf"), Set.of("dhis2_json"));
        var read = new DestinationReader(
                        CountingRig.CATALOGUE,
                        formats,
                        Limits.standard().channels().destinations())
                .read("d.yaml", document);
        return new Destination(
                read.code(),
                read.title(),
                read.publisher(),
                read.language(),
                read.policy(),
                read.formats(),
                read.dataSets(),
                read.schedule(),
                read.channel(),
                read.notified(),
                read.mapping(),
                read.document(),
                version);
    }

    /** Saves a version of a destination. */
    ExportsRig save(String document) {
        var code = read(document, 1).code();
        var versions = destinations.computeIfAbsent(code, unseen -> new ArrayList<>());
        versions.add(read(document, versions.size() + 1));
        return this;
    }

    private final Recipients recipients = new Recipients() {
        @Override
        public All all() {
            var usable = destinations.values().stream()
                    .map(List::getLast)
                    .filter(one -> !unusable.contains(one.code()) && !removed.contains(one.code()))
                    .sorted(Comparator.comparing(Destination::code))
                    .toList();
            return new All(
                    usable,
                    unusable.stream()
                            .map(code -> new Unusable(code, 1, "an indicator is gone"))
                            .toList());
        }

        @Override
        public Optional<Destination> find(String code) {
            if (unusable.contains(code)) {
                throw new RefusedException(Code.DOCUMENT, "an indicator is gone");
            }
            return Optional.ofNullable(destinations.get(code))
                    .filter(there -> !removed.contains(code))
                    .map(List::getLast);
        }

        @Override
        public Optional<Rendition> rendition(String code, int version) {
            if (unreadable.contains(code)) {
                throw new RefusedException(Code.DOCUMENT, "an indicator is gone");
            }
            return Optional.ofNullable(destinations.get(code))
                    .map(versions -> versions.get(version - 1))
                    .map(Destination::rendition);
        }
    };

    /** A round of a server, with all deliveries. */
    void tick(Exports exports) {
        tick(exports, now);
    }

    static void tick(Exports exports, Instant now) {
        exports.look(now);
        assertThat(exports.awaitDeliveries(Duration.ofMinutes(1))).isTrue();
    }

    /** Another server over the same store and the same folder. */
    Exports server() {
        return server(store, BUILD, channel);
    }

    Exports server(DocumentStore over, Build build, Channel way) {
        return server(over, build, way, LIMITS);
    }

    Exports server(DocumentStore over, Build build, Channel way, ExportLimits limits) {
        return new Exports(
                over,
                sealer,
                new Terms(
                        recipients,
                        figures,
                        (set, since) -> haveSynced,
                        destination -> {
                            var refused = missing;
                            if (refused != null) {
                                throw refused;
                            }
                            return way;
                        },
                        FarSide.NOBODY,
                        this::tell,
                        CountingRig.CATALOGUE,
                        build,
                        files,
                        ZoneId.of("Asia/Bishkek"),
                        clock,
                        new Random(++servers),
                        RECOUNTED,
                        limits));
    }

    private Outcome tell(Destination destination, Parcel parcel, Notice.Kind kind) {
        var answer = mail.poll();
        if (answer != null) {
            return answer;
        }
        told.add(kind + " " + parcel.id());
        return new Outcome.Delivered("told");
    }
}
