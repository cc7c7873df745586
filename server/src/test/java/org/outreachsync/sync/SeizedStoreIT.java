package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.keys.Keyring;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.mongo.WireStandIn;
import org.outreachsync.store.mongo.WrittenDocuments;
import org.outreachsync.store.sqlite.SqliteStore;
import org.outreachsync.sync.StoreThief.Seen;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.Screening;
import org.outreachsync.wire.v1.WomenServiceVisit;

/**
 * Somebody has a store without its keys, and pseudonyms from a tablet. They look for who was where, and for what was
 * recorded. Each way works on what earlier versions stored.
 */
class SeizedStoreIT {

    private static final Catalogue CATALOGUE =
            CatalogueReader.read(WireContract.contract(), CodeListReader.published(), null);

    /** Harmless records, and for each another one of the same client or of nobody. */
    private static final List<List<Op.Builder>> PAIRS = List.of(
            List.of(exchange("Ж1990АЙГУ"), visit("Ж1990АЙГУ", true)),
            List.of(screening("М1985БЕАС", 1, false), screening("М1985БЕАС", 2, true)),
            List.of(visit("Ж1991АЙГУ", false), visit("Ж1991АЙГУ", true)),
            List.of(exchange(""), screening("", 2, true)));

    private static final int CLIENTS = 3;
    private static final String DATABASE = "outreach";
    private static final Map<String, Table> BY_NAME =
            Tables.ALL.stream().collect(Collectors.toMap(Table::name, Function.identity()));

    @TempDir
    private Path folder;

    private final Keyring keys = Keyring.ephemeral();
    private final List<String> pseudonyms = new ArrayList<>();

    private static Op.Builder exchange(String code) {
        return Op.newBuilder().setNeedleExchange(some(Field.exchangeOf(5), code));
    }

    private static NeedleExchange.Builder some(NeedleExchange.Builder exchange, String code) {
        return code.isEmpty() ? exchange.setSex(1).setAgeBand(6) : exchange.setUic(code);
    }

    private static Op.Builder screening(String code, int result, boolean known) {
        var screening = Screening.newBuilder()
                .setDisease(1)
                .setTestKind(1)
                .setResult(result)
                .setTestedOn(Field.DAY)
                .setResultGivenOn(Field.DAY)
                .setConsent(true);
        if (known) {
            screening.setKnownPositive(true);
        }
        return Op.newBuilder()
                .setScreening(code.isEmpty() ? screening.setSex(1).setAgeBand(6) : screening.setUic(code));
    }

    private static Op.Builder visit(String code, boolean violence) {
        var visit = WomenServiceVisit.newBuilder().setUic(code).addServices(1);
        return Op.newBuilder()
                .setWomenServiceVisit(
                        violence
                                ? visit.addServices(54)
                                        .addGbvTypes(2)
                                        .setGbvConsent(true)
                                        .setDaysSinceIncident(1)
                                : visit);
    }

    /** Shifts that send the first records of the pairs, or the second ones, one by one, and what is done after each. */
    private void work(DocumentStore store, int which, Step after) throws IOException {
        var field = new Field(store, keys);
        var sync = field.server();
        var cells = field.engine().cells(CATALOGUE).projector();
        for (int at = 0; at < PAIRS.size(); at++) {
            var tablet = Field.device(1 + at);
            var op = field.op(OpKind.OP_KIND_CREATE)
                    .setOwnRecord(1)
                    .mergeFrom(PAIRS.get(at).get(which).build());
            var answer = sync.sync(tablet, Requests.of(field.batch(tablet, 1, 1, op.build())));
            var result = answer.response().getAck().getResults(0);
            assertThat(result.getCode()).isEmpty();
            if (!result.getClientKey().isEmpty()) {
                pseudonyms.add(HexFormat.of().formatHex(result.getClientKey().toByteArray()));
            }
            cells.catchUp(Field.SITE);
            after.done();
        }
    }

    private interface Step {
        void done() throws IOException;
    }

    private static Map<String, Seen> dump(DocumentStore store) {
        return StoreThief.all(visitor -> {
            try (var snapshot = store.snapshot()) {
                Tables.ALL.forEach(
                        table -> snapshot.forEach(table, document -> visitor.accept(new Seen(table, document))));
            }
        });
    }

    private static List<List<Seen>> differences(List<Map<String, Seen>> dumps) {
        var moments = new ArrayList<List<Seen>>();
        for (int at = 1; at < dumps.size(); at++) {
            moments.add(StoreThief.between(dumps.get(at - 1), dumps.get(at)));
        }
        return moments;
    }

    private static List<List<Seen>> with(List<List<Seen>> moments, UnaryOperator<Seen> layout) {
        return moments.stream()
                .map(moment -> moment.stream().map(layout).toList())
                .toList();
    }

    /** Both attacks find nothing, and both succeed on what earlier versions stored at the same moments. */
    private void attack(List<List<Seen>> harmless, List<List<Seen>> other) {
        var earlier = StoreThief.asEarlier(keys.sealer());
        assertThat(pseudonyms).hasSize(2 * CLIENTS);

        assertThat(StoreThief.placed(with(harmless, earlier), pseudonyms.subList(0, CLIENTS)))
                .as("pseudonyms placed, as stored earlier")
                .isEqualTo(CLIENTS);
        assertThat(StoreThief.placed(harmless, pseudonyms))
                .as("pseudonyms placed")
                .isZero();
        assertThat(StoreThief.toldApart(with(harmless, earlier), with(other, earlier)))
                .as("kinds and results told, as stored earlier")
                .isGreaterThanOrEqualTo(PAIRS.size());
        assertThat(StoreThief.toldApart(harmless, other))
                .as("kinds and results told")
                .isZero();
    }

    private List<List<Seen>> replayed(int which) throws IOException, SQLException {
        var file = Files.createDirectory(folder.resolve("store" + which)).resolve("outreach.db");
        List<Path> copies;
        try (var store = new SqliteStore(file)) {
            work(store, which, () -> {});
            copies = WriteAheadLog.commits(file, Files.createDirectory(folder.resolve("copies" + which)));
            var bytes = Files.readString(file.resolveSibling("outreach.db-wal"), StandardCharsets.ISO_8859_1);
            assertThat(pseudonyms).noneMatch(bytes::contains);
        }
        var dumps = new ArrayList<Map<String, Seen>>();
        for (var copy : copies) {
            var dump = new ArrayList<Seen>();
            WriteAheadLog.forEach(copy, (table, document) -> dump.add(new Seen(table, document)));
            dumps.add(StoreThief.all(dump::forEach));
        }
        return differences(dumps);
    }

    @Test
    void aFileReplayedWithItsLogCommitByCommit() throws IOException, SQLException {
        attack(replayed(0), replayed(1));
    }

    private List<List<Seen>> backups(int which) throws IOException {
        var store = new MemoryStore();
        var dumps = new ArrayList<>(List.of(dump(store)));
        work(store, which, () -> dumps.add(dump(store)));
        return differences(dumps);
    }

    @Test
    void twoBackupsAroundEachSync() throws IOException {
        attack(backups(0), backups(1));
    }

    private List<List<Seen>> written(int which) throws IOException {
        var moments = new ArrayList<List<Seen>>();
        try (var server = new WireStandIn();
                var store = new MongoStore(server.uri(DATABASE))) {
            server.commands(DATABASE);
            work(store, which, () -> {
                var moment = new ArrayList<Seen>();
                WrittenDocuments.forEach(
                        server.requests(DATABASE),
                        (collection, document) ->
                                moment.add(new Seen(Objects.requireNonNull(BY_NAME.get(collection)), document)));
                moments.add(moment);
            });
        }
        return moments;
    }

    @Test
    void theDocumentsThatMongoDbIsGiven() throws IOException {
        attack(written(0), written(1));
    }
}
