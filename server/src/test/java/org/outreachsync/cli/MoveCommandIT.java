package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClients;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.app.EmbeddedMove;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.move.StoreMove.Step;
import org.outreachsync.store.Document;
import org.outreachsync.store.OrderedStore;
import org.outreachsync.store.Tables;
import org.outreachsync.store.mongo.MongoStore;
import org.outreachsync.store.mongo.WireStandIn;
import org.outreachsync.store.mongo.WireStandIn.Says;
import org.outreachsync.store.sqlite.FolderLock;
import org.outreachsync.store.sqlite.SqliteStore;

/** A programme outgrows its office PC: everything moves to MongoDB, or nothing is changed and it says why. */
class MoveCommandIT {

    private static final int RECORDS = 600;

    @TempDir
    private Path folder;

    private final WireStandIn mongo = new WireStandIn();
    private final String uri = mongo.uri("region");

    @AfterEach
    void stopServer() {
        mongo.close();
    }

    @Test
    void everythingArrivesAndTheOldStoreIsServedNoMore() {
        var desk = programme("data");
        var before = content(desk);

        assertThat(desk.admin("move", "--to", uri)).as(desk.complained()).isEqualTo(Exit.OK);

        assertThat(desk.printed())
                .containsPattern("record_pages +" + RECORDS + " +sha256 [0-9a-f]{64}")
                .contains("documents moved to the database region of MongoDB at 127.0.0.1", "equal");
        assertThat(content(new MongoStore(uri))).isEqualTo(before);
        assertThat(desk.complained()).contains("OUTREACH_KEYS=" + folder.resolve("data"));
        for (var command : List.of(new String[] {"site", "list"}, new String[] {"init"})) {
            assertThat(desk.admin(command)).isEqualTo(Exit.REFUSED);
            assertThat(desk.complained()).contains("was moved to the database region", "MONGODB_URI");
        }
        assertThat(atMongo("data", "site", "list")).contains("OSH-1");
    }

    @Test
    void aSecondRunSaysThatEverythingIsThere() {
        var desk = programme("data");
        desk.admin("move", "--to", uri);

        assertThat(desk.admin("move", "--to", uri)).isEqualTo(Exit.OK);
        assertThat(desk.printed()).contains("everything is in the database region");

        assertThat(desk.admin("move", "--to", mongo.uri("elsewhere"))).isEqualTo(Exit.REFUSED);
        assertThat(desk.complained()).contains("was moved to the database region");
    }

    @ParameterizedTest
    @CsvSource({"COPY, 0", "COPY, 300", "COMPARE, 0"})
    void aMoveThatWasBrokenOffGoesOn(Step step, long done) {
        var desk = programme("data");
        assertThatThrownBy(() -> EmbeddedMove.run(config("data"), uri, new Random(1), (now, table, at, all) -> {
                    if (now == step && table.equals("record_pages") && at >= done) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");

        assertThat(complaintAtMongo("data", "init"))
                .as("nobody serves half a store")
                .contains("not complete", "the move");
        assertThat(desk.admin("site", "add", "OSH-9", "The office goes on")).isEqualTo(Exit.OK);
        try (var old = new SqliteStore(folder.resolve("data/outreach.db"))) {
            old.remove(Tables.RECORD_PAGES, old.get(Tables.RECORD_PAGES, List.of("BISHKEK-1/5")));
            old.replaceIfNewer(Tables.RECORD_PAGES, List.of(record("BISHKEK-1/6", 7)));
        }
        var before = content(desk);

        assertThat(desk.admin("move", "--to", uri)).as(desk.complained()).isEqualTo(Exit.OK);
        assertThat(content(new MongoStore(uri))).isEqualTo(before);
    }

    @Test
    void nothingMovesWhileAServerHasTheFolder() {
        var desk = programme("data");
        try (var lock = FolderLock.take(folder.resolve("data"), Instant.now())) {
            assertThat(lock).isNotNull();
            assertThat(desk.admin("move", "--to", uri)).isEqualTo(Exit.REFUSED);
            assertThat(desk.complained())
                    .contains(
                            "another server",
                            "process " + ProcessHandle.current().pid());
        }
        assertThat(desk.admin("move", "--to", uri)).isEqualTo(Exit.OK);
    }

    @Test
    void nobodyElseWritesWhileItMoves() {
        var desk = programme("data");
        var beside = new ArrayList<Integer>();
        EmbeddedMove.run(config("data"), uri, new Random(1), (now, table, at, all) -> {
            if (now == Step.COMPARE && table.equals("record_pages")) {
                beside.add(desk.admin("site", "add", "LATE-1", "Too late"));
            }
        });
        assertThat(beside).containsExactly(Exit.REFUSED);
    }

    @Test
    void aDatabaseWithSomethingElseIsRefusedAndStaysAsItWas() {
        var desk = programme("data");
        var other = programme("other");
        assertThat(other.admin("move", "--to", uri)).isEqualTo(Exit.OK);
        var before = content(new MongoStore(uri));

        assertThat(desk.admin("move", "--to", uri)).isEqualTo(Exit.REFUSED);
        assertThat(desk.complained()).contains("is not empty", "Name an empty database");
        assertThat(content(new MongoStore(uri))).isEqualTo(before);

        try (var client = MongoClients.create(uri)) {
            client.getDatabase("shop").getCollection("orders").insertOne(new org.bson.Document("_id", 1));
            assertThat(desk.admin("move", "--to", mongo.uri("shop"))).isEqualTo(Exit.REFUSED);
            assertThat(desk.complained()).contains("collections of another program: orders");
            assertThat(client.getDatabase("shop").listCollectionNames()).containsExactly("orders");
        }
        assertThat(desk.admin("site", "list"))
                .as("the old store is used as before")
                .isEqualTo(Exit.OK);
    }

    @Test
    void whatAnotherStoreLeftBehindIsNotContinued() {
        var desk = programme("data");
        programme("other");
        assertThatThrownBy(() -> EmbeddedMove.run(config("other"), uri, new Random(1), (now, table, at, all) -> {
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");

        assertThat(desk.admin("move", "--to", uri)).isEqualTo(Exit.REFUSED);
        assertThat(desk.complained()).contains("is not empty", "was broken off there");
    }

    static Stream<List<String>> wrong() {
        return Stream.of(
                List.of("localhost:27017", "2", "--to takes what MONGODB_URI will be"),
                List.of("", "2", "--to needs a value"),
                List.of("mongodb://", "1", "not a valid connection string"),
                List.of("mongodb://user:secret@@host", "1", "not a valid connection string"),
                List.of("mongodb://127.0.0.1:1/x?w=1", "1", "Leave out: w"),
                List.of("mongodb://127.0.0.1:1/x?serverSelectionTimeoutMS=300", "1", "no primary of MongoDB answers"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongAddressIsExplained(List<String> row) {
        var desk = programme("data");
        assertThat(desk.admin("move", "--to", row.get(0))).isEqualTo(Integer.parseInt(row.get(1)));
        assertThat(desk.complained()).contains(row.get(2)).doesNotContain("secret");
        assertThat(desk.admin("site", "list")).isEqualTo(Exit.OK);
    }

    @Test
    void aServerThatIsInNoSetOrHasNoPrimaryIsRefused() {
        var desk = programme("data");
        try (var alone = new WireStandIn(Says.STANDALONE);
                var secondary = new WireStandIn(Says.SECONDARY)) {
            assertThat(desk.admin("move", "--to", alone.uri("region"))).isEqualTo(Exit.REFUSED);
            assertThat(desk.complained()).contains("not in a replica set");
            assertThat(desk.admin("move", "--to", secondary.uri("region") + "?serverSelectionTimeoutMS=300"))
                    .isEqualTo(Exit.REFUSED);
            assertThat(desk.complained()).contains("no primary");
        }
    }

    @Test
    void thereMustBeAnEmbeddedStoreWithItsKeys() {
        var desk = new CommandRig(folder.resolve("nothing"));
        assertThat(desk.admin("move", "--to", uri)).isEqualTo(Exit.USAGE);
        assertThat(desk.complained()).contains("There is no store in");
        assertThat(desk.adminWith(Map.of("MONGODB_URI", uri), "move", "--to", uri))
                .isEqualTo(Exit.USAGE);
        assertThat(desk.complained()).contains("MONGODB_URI is set");

        programme("data");
        programme("other");
        var keys = Map.of("OUTREACH_KEYS", folder.resolve("other/keys").toString());
        assertThat(new CommandRig(folder.resolve("data")).adminWith(keys, "move", "--to", uri))
                .isEqualTo(Exit.REFUSED);
        try (var client = MongoClients.create(uri)) {
            assertThat(client.getDatabase("region").listCollectionNames()).isEmpty();
        }
    }

    /** A store with a site, an admin and records of all sizes. */
    private CommandRig programme(String name) {
        var desk = new CommandRig(folder.resolve(name));
        assertThat(desk.admin("init")).isEqualTo(Exit.OK);
        assertThat(desk.admin("site", "add", "OSH-1", "Osh")).isEqualTo(Exit.OK);
        assertThat(desk.admin("person", "add", "--role", "admin")).isEqualTo(Exit.OK);
        try (var store = new SqliteStore(folder.resolve(name + "/outreach.db"))) {
            var records = new ArrayList<Document>();
            for (int no = 1; no <= RECORDS; no++) {
                records.add(record("BISHKEK-1/" + no, no));
            }
            store.replaceIfNewer(Tables.RECORD_PAGES, records);
        }
        return desk;
    }

    private static Document record(String id, long version) {
        var body = new byte[Math.toIntExact(version % 7 == 0 ? 40_000 : version % 300)];
        new Random(version).nextBytes(body);
        return new Document(id, version, Map.of("scope", "BISHKEK-1", "seq", version), body);
    }

    private ServerConfig config(String name) {
        return ServerConfig.from(Map.of("OUTREACH_DATA", folder.resolve(name).toString()));
    }

    private String atMongo(String name, String... command) {
        var out = new ByteArrayOutputStream();
        assertThat(CommandRig.admin(command, ofMongo(name), print(out), print(new ByteArrayOutputStream())))
                .isEqualTo(Exit.OK);
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaintAtMongo(String name, String... command) {
        var err = new ByteArrayOutputStream();
        assertThat(CommandRig.admin(command, ofMongo(name), print(new ByteArrayOutputStream()), print(err)))
                .isEqualTo(Exit.REFUSED);
        return err.toString(StandardCharsets.UTF_8);
    }

    private Map<String, String> ofMongo(String name) {
        return Map.of(
                "MONGODB_URI",
                uri,
                "OUTREACH_KEYS",
                folder.resolve(name + "/keys").toString());
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private Map<String, String> content(CommandRig desk) {
        assertThat(desk.admin("site", "list")).isEqualTo(Exit.OK);
        try (var store = new SqliteStore(folder.resolve("data/outreach.db"));
                var held = store.hold()) {
            return StoreContent.read(held::page);
        }
    }

    private static Map<String, String> content(MongoStore store) {
        try (OrderedStore closing = store) {
            return StoreContent.read(closing::page);
        }
    }
}
