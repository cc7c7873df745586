package org.outreachsync.load.write;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * The same records in a plain table of PostgreSQL: a row a record, a primary key, and an index by site and day. Each
 * batch is a transaction. PostgreSQL checks no record by the contract here, merges, seals and counts nothing, and knows
 * no tablet.
 */
final class PostgresTable implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final String TABLE = """
            CREATE TABLE record (
              id bytea PRIMARY KEY, site text NOT NULL, type smallint NOT NULL, occurred_on date NOT NULL, client text,
              project integer NOT NULL, worker integer NOT NULL, role smallint NOT NULL, hlc bigint NOT NULL,
              fields bytea NOT NULL)""";

    private static final String INDEX = "CREATE INDEX record_by_day ON record (site, occurred_on)";
    private static final String INSERT =
            "INSERT INTO record (id, site, type, occurred_on, client, project, worker, role, hlc, fields)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final List<Connection> connections = new ArrayList<>();
    private final String url;

    /** Makes the table in a new cluster, which may still be starting. */
    PostgresTable(PostgresCluster cluster) throws SQLException {
        this.url = cluster.url();
        connections.add(firstConnection(url));
        try (var statement = connections.getFirst().createStatement()) {
            statement.execute(TABLE);
            statement.execute(INDEX);
        }
    }

    private static Connection firstConnection(String url) throws SQLException {
        long end = System.nanoTime() + START_MAX.toNanos();
        while (true) {
            try {
                return DriverManager.getConnection(url);
            } catch (SQLException starting) {
                if (System.nanoTime() > end) {
                    throw starting;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    /**
     * Inserts the records of all these.
     *
     * @param parts what each client inserts, in order
     */
    Round insert(List<List<Upload>> parts) throws InterruptedException, SQLException {
        while (connections.size() < parts.size()) {
            connections.add(DriverManager.getConnection(url));
        }
        var tasks = new ArrayList<Callable<List<Long>>>();
        for (int no = 0; no < parts.size(); no++) {
            var connection = connections.get(no);
            var part = parts.get(no);
            tasks.add(() -> insert(connection, part));
        }
        long begun = System.nanoTime();
        var nanos = Crowd.atOnce(tasks);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long records =
                parts.stream().flatMap(List::stream).mapToLong(Upload::records).sum();
        return Round.of(records, seconds, nanos.stream().flatMap(List::stream).toList());
    }

    private static List<Long> insert(Connection connection, List<Upload> part) throws SQLException {
        var nanos = new ArrayList<Long>();
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement(INSERT)) {
            for (var upload : part) {
                long begun = System.nanoTime();
                for (var row : upload.rows()) {
                    set(statement, row);
                    statement.addBatch();
                }
                statement.executeBatch();
                connection.commit();
                nanos.add(System.nanoTime() - begun);
            }
        }
        return nanos;
    }

    private static void set(PreparedStatement statement, PlainRow row) throws SQLException {
        statement.setBytes(1, row.id());
        statement.setString(2, row.site());
        statement.setInt(3, row.type());
        statement.setObject(4, LocalDate.ofEpochDay(row.occurredOn()));
        statement.setString(5, row.client());
        statement.setInt(6, row.project());
        statement.setInt(7, row.worker());
        statement.setInt(8, row.role());
        statement.setLong(9, row.hlc());
        statement.setBytes(10, row.fields());
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
