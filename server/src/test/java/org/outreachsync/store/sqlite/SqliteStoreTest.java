package org.outreachsync.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.outreachsync.store.Things.TABLE;
import static org.outreachsync.store.Things.thing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.store.ChangesContract;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DocumentStoreContract;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.Field;
import org.outreachsync.store.Index;
import org.outreachsync.store.Race;
import org.outreachsync.store.Range;
import org.outreachsync.store.SnapshotContract;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Table;
import org.outreachsync.store.Things;

class SqliteStoreTest extends DocumentStoreContract implements SnapshotContract, ChangesContract {

    private static final SqliteLimits IMPATIENT = new SqliteLimits(2, 4, 8, Duration.ofMillis(200));

    @TempDir
    private Path folder;

    @Override
    protected DocumentStore open() {
        return open(SqliteLimits.DEFAULT);
    }

    private SqliteStore open(SqliteLimits limits) {
        return new SqliteStore(folder.resolve("store.db"), Things.TABLES, limits);
    }

    private Connections connections() {
        return new Connections(folder.resolve("store.db"), 5_000);
    }

    @Test
    void closesWithoutWaitingForAnIdleWriter() {
        var patient = open(new SqliteLimits(2, 4, 8, Duration.ofHours(1)));
        assertTimeoutPreemptively(Duration.ofSeconds(30), patient::close);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> patient.insert(TABLE, thing("late", 1)));
    }

    @Test
    void oneDuplicateLeavesTheRestOfItsGroupAlone() throws SQLException {
        try (var other = connections().writer()) {
            // While another holds the lock, all writes but the first gather into one group.
            other.execute("BEGIN IMMEDIATE");
            var won = Race.of(33, number -> {
                if (number == 32) {
                    other.execute("ROLLBACK");
                    return false;
                }
                try {
                    var documents =
                            List.of(thing("id" + number, 1), thing("more" + number, 1, "token", "t" + number / 4));
                    return store().replaceIfNewer(TABLE, documents).size() == 2;
                } catch (DuplicateKeyException e) {
                    return false;
                }
            });

            assertThat(won).filteredOn(Boolean::booleanValue).hasSize(8);
            for (int i = 0; i < 32; i++) {
                assertThat(store().get(TABLE, List.of("id" + i, "more" + i))).hasSize(won.get(i) ? 2 : 0);
            }
        }
    }

    @Test
    void aLockHeldTooLongIsUnavailability() throws SQLException {
        try (var impatient = open(IMPATIENT);
                var other = connections().writer()) {
            other.execute("BEGIN IMMEDIATE");
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> impatient.insert(TABLE, thing("a", 1)))
                    .withMessageContaining("another process has locked the store; try again in a moment");
            assertThat(impatient.get(TABLE, List.of("a"))).isEmpty();
            other.execute("ROLLBACK");

            impatient.insert(TABLE, thing("a", 1));
            assertThat(impatient.get(TABLE, List.of("a"))).hasSize(1);
        }
    }

    @Test
    void moreWritesThanMayWaitAreRefused() throws SQLException {
        try (var impatient = open(new SqliteLimits(1, 1, 1, Duration.ofMillis(200)));
                var other = connections().writer()) {
            other.execute("BEGIN IMMEDIATE");
            var refused = Race.of(40, number -> {
                try {
                    impatient.insert(TABLE, thing("id" + number, 1));
                    return "";
                } catch (StoreUnavailableException e) {
                    return String.valueOf(e.getMessage());
                }
            });
            other.execute("ROLLBACK");

            assertThat(refused).contains("1 writes are waiting already").doesNotContain("");
        }
    }

    @Test
    void everyConnectionSyncsEveryCommit() throws SQLException {
        try (var writer = connections().writer();
                var reader = connections().reader()) {
            for (var session : List.of(writer, reader)) {
                assertThat(session.number("PRAGMA synchronous")).isEqualTo(2);
                assertThat(session.number("SELECT journal_mode = 'wal' FROM pragma_journal_mode"))
                        .isEqualTo(1);
            }
            assertThatThrownBy(() -> reader.execute("DELETE FROM log")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void everyRangeIsAWalkAlongItsIndex() throws SQLException {
        try (var session = connections().reader()) {
            for (var table : Things.TABLES) {
                var sql = new TableSql(table);
                for (var index : table.indexes()) {
                    for (int values : new int[] {1, 16, 256}) {
                        var among =
                                new Range(index.name(), List.of(), values(table, index, values), null, null, false, 1);
                        assertThat(plan(session, sql.range(index, among)))
                                .singleElement()
                                .asString()
                                .startsWith("SEARCH")
                                .contains("INDEX " + table.name() + "." + index.name());
                    }
                    for (boolean descending : List.of(true, false)) {
                        var plan = plan(
                                session,
                                sql.range(
                                        index,
                                        new Range(
                                                index.name(),
                                                prefix(table, index),
                                                List.of(),
                                                null,
                                                null,
                                                descending,
                                                1)));
                        assertThat(plan)
                                .singleElement()
                                .asString()
                                .contains("INDEX " + table.name() + "." + index.name())
                                .startsWith("S");
                    }
                }
            }
        }
    }

    private static List<Object> prefix(Table table, Index index) {
        return index.fields().stream()
                .limit(index.fields().size() - 1L)
                .map(field -> table.field(field).type() == Field.Type.LONG ? (Object) 1L : "x")
                .toList();
    }

    /** So many values of the first field of an index. */
    private static List<Object> values(Table table, Index index, int count) {
        boolean isNumber = table.field(index.fields().getFirst()).type() == Field.Type.LONG;
        return LongStream.range(0, count)
                .mapToObj(value -> isNumber ? (Object) value : Long.toString(value))
                .toList();
    }

    private static List<String> plan(SqliteSession session, String sql) throws SQLException {
        var steps = new ArrayList<String>();
        try (var rows = session.prepare("EXPLAIN QUERY PLAN " + sql).executeQuery()) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return steps;
    }

    @Test
    void aTableGrowsByFieldsAndIndexes() {
        var file = folder.resolve("grown.db");
        var before = new Table("plants", List.of(Field.text("name")), List.of());
        var after = new Table(
                "plants",
                List.of(Field.text("name"), Field.number("height")),
                List.of(new Index("plants_height", false, List.of("height"))));
        try (var store = new SqliteStore(file, List.of(before), SqliteLimits.DEFAULT)) {
            store.insert(before, thing("rose", 1, "name", "Rose"));
        }
        try (var store = new SqliteStore(file, List.of(after), SqliteLimits.DEFAULT)) {
            store.insert(after, thing("oak", 1, "name", "Oak", "height", 20L));
            assertThat(Things.ids(store.range(after, Range.ascending("plants_height", List.of(), null, null, 10))))
                    .containsExactly("oak");
            assertThat(store.get(after, List.of("rose")).getFirst().fields()).isEqualTo(Things.fields("name", "Rose"));
        }
        var changed = new Table("plants", after.fields(), List.of(new Index("plants_height", true, List.of("height"))));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new SqliteStore(file, List.of(changed), SqliteLimits.DEFAULT).close())
                .withMessageContaining("plants_height");
    }

    @Test
    void refusesFilesThatAreNotItsOwn() throws IOException, SQLException {
        var text = Files.writeString(
                folder.resolve("notes.txt"), "no database at all, but long enough for a header ".repeat(20));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> new SqliteStore(text).close());

        var foreign = new Connections(folder.resolve("foreign.db"), 1_000);
        try (var session = foreign.writer()) {
            session.execute("CREATE TABLE others (id TEXT)");
        }
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new SqliteStore(foreign.file()).close())
                .withMessageContaining("another program");

        try (var session = connections().writer()) {
            session.execute("PRAGMA user_version = 99");
        }
        assertThatExceptionOfType(StoreException.class).isThrownBy(this::open).withMessageContaining("layout 99");
    }

    @Test
    void aDiskThatIsFullAtTheFirstStartIsSaidToBe() throws SQLException {
        var statements = new HashMap<String, TableSql>();
        Things.TABLES.forEach(table -> statements.put(table.name(), new TableSql(table)));
        try (var session = new Connections(folder.resolve("small.db"), 1_000).writer()) {
            // SQLite answers as on a full disk, and ends the transaction as there.
            session.execute("PRAGMA max_page_count = 8");
            var schema = new SqliteSchema(session);

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> schema.create(Things.TABLES, statements))
                    .satisfies(failed ->
                            assertThat(SqliteErrors.translate(failed)).hasMessageStartingWith("the disk is full"));
        }
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws IOException {
        store().insert(TABLE, thing("a", 1));
        for (var name : List.of("store.db", "store.db-wal")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }
}
