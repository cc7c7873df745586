package org.outreachsync.load.write;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.outreachsync.intake.CheckedBatch;
import org.outreachsync.merge.Origin;
import org.outreachsync.merge.RecordState;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.RecordCodec;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.store.sqlite.SqliteStore;
import org.outreachsync.sync.SyncService;
import org.outreachsync.wire.v1.SyncFrame;

/**
 * What each step on the way of a record costs, in one thread: microseconds a record. {@code make bench-steps} runs it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class StepBench {

    private static final int BATCHES = 40;
    private static final int BATCH = 100;
    private static final int RECORDS = BATCHES * BATCH;

    private final StepProgramme programme = new StepProgramme(BATCHES, BATCH);
    private final List<byte[]> bodies = programme.bodies();
    private final List<SyncFrame> requests =
            bodies.stream().map(programme::read).toList();
    private final List<CheckedBatch> batches =
            requests.stream().map(programme::checked).toList();
    private final List<RecordEntry> records = new ArrayList<>();
    private final List<byte[]> pages = new ArrayList<>();

    /** Prepares the input of each step by the steps before it. */
    public StepBench() {
        batches.forEach(batch -> {
            var states = applied(batch);
            var page = new ByteArrayOutputStream();
            states.forEach(state -> {
                var entry = new RecordEntry(batch.request().getScope(), state, 0, true, null, Set.of(), 0, "", null);
                records.add(entry);
                page.writeBytes(RecordCodec.bytes(entry));
            });
            pages.add(page.toByteArray());
        });
    }

    /** From bytes to a request, whose ops are bytes still. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void decode(Blackhole sink) {
        bodies.forEach(body -> sink.consume(programme.read(body)));
    }

    /** From a request to ops that are parsed, checked and without client codes. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void check(Blackhole sink) {
        requests.forEach(request -> sink.consume(programme.checked(request)));
    }

    /** From checked ops to the states of the records that they create. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void apply(Blackhole sink) {
        batches.forEach(batch -> sink.consume(applied(batch)));
    }

    private static List<RecordState> applied(CheckedBatch batch) {
        var states = new ArrayList<RecordState>();
        for (var op : batch.ops()) {
            var written = batch.written().get(op.getOpNo());
            if (written != null) {
                var id = RecordId.of(op.getRecordId().toByteArray());
                var origin = new Origin(
                        op.getHlc(), batch.device().no(), batch.device().epoch(), op.getOpNo(), 1, 0);
                states.add(RecordState.empty(id, op.getType()).apply(origin, written, 0L));
            }
        }
        return states;
    }

    /** From the states of records to bytes. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void encode(Blackhole sink) {
        records.forEach(entry -> sink.consume(RecordCodec.bytes(entry)));
    }

    /** From the bytes of the records of a batch to a sealed page. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void seal(Blackhole sink) {
        pages.forEach(page -> sink.consume(programme.keys.sealer().seal(page, "page")));
    }

    /** The parts of a server that has nothing yet. */
    @State(Scope.Thread)
    public static class Server {

        private final StepProgramme programme = new StepProgramme(BATCHES, BATCH);
        private SyncService alone = programme.service(programme.engine(new MemoryStore()), site -> {});
        private SyncService counting = alone;

        /** Begins with an empty store. */
        @Setup(Level.Invocation)
        public void begin() {
            var engine = programme.engine(new MemoryStore());
            alone = programme.service(engine, site -> {});
            var cells = engine.cells(programme.catalogue()).projector();
            counting = programme.service(engine, cells::catchUp);
        }
    }

    /** All that is done for batches, over a store in memory, without a network: from bytes to the bytes of answers. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int sync(Server server) {
        return server.programme.upload(server.alone);
    }

    /** The same, with figures counted after each batch. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int syncAndCount(Server server) {
        return server.programme.upload(server.counting);
    }

    /** The parts of a server that has the records of all batches. */
    @State(Scope.Thread)
    public static class FilledServer {

        private final StepProgramme programme = new StepProgramme(BATCHES, BATCH);
        private final SyncService service = programme.service(programme.engine(new MemoryStore()), site -> {});

        /** Begins with all records. */
        public FilledServer() {
            programme.upload(service);
        }
    }

    /** What is done for a tablet that pulls all records, from the bytes of its requests to those of the answers. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int pull(FilledServer server) {
        return server.programme.pull(server.service);
    }

    /** What a sync service writes, one set of writes for each batch. */
    @State(Scope.Thread)
    public static class Rows {

        private final List<List<TableWrite>> writes = new ArrayList<>();
        private final Path folder;
        private SqliteStore store;

        /** Captures the writes of all batches. */
        public Rows() {
            folder = folder();
            store = new SqliteStore(folder.resolve("unused.db"));
            var programme = new StepProgramme(BATCHES, BATCH);
            var memory = new ForwardingStore(new MemoryStore()) {
                @Override
                public void write(List<TableWrite> together) {
                    writes.add(List.copyOf(together));
                    writeAsOne(together);
                }
            };
            programme.upload(programme.service(programme.engine(memory), site -> {}));
        }

        private static Path folder() {
            try {
                return Files.createTempDirectory("step-bench");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** Begins with an empty database. */
        @Setup(Level.Invocation)
        public void begin() throws IOException {
            store.close();
            store = new SqliteStore(Files.createTempDirectory(folder, "rows").resolve("outreach.db"));
        }

        /** Removes what was written. */
        @TearDown
        public void end() throws IOException {
            store.close();
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    /** The rows of all batches into SQLite, each batch made durable by itself. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void rows(Rows rows) {
        rows.writes.forEach(rows.store::write);
    }
}
