package org.outreachsync.store.mongo;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What may befall a command between the driver and the primary, as MongoDB documents it. Each fault waits for the next
 * command of a kind on a collection. Beside them, every answer has the cluster's time, and a write that is sent again
 * with the same transaction number is not done again.
 *
 * <p>Source: MongoDB's specifications "Retryable Writes" and "Causal Consistency", and its file of error codes.
 */
public final class WireFaults {

    /** MongoDB's code for an operation that ran out of its {@code maxTimeMS}. */
    static final int MAX_TIME_EXPIRED = 50;
    /** For a command that reached a member that is not primary. */
    static final int NOT_WRITABLE_PRIMARY = 10107;
    /** For a member that shuts down. */
    static final int SHUTDOWN_IN_PROGRESS = 91;
    /** For an operation that a member gave up by itself. */
    static final int EXCEEDED_TIME_LIMIT = 262;
    /** For a command that the server does not know. */
    static final int COMMAND_NOT_FOUND = 59;
    /** For a command that the server knows, and may not do yet. */
    static final int COMMAND_NOT_SUPPORTED = 115;

    static final int UNKNOWN_FIELD = 40_415;
    /** For a majority that did not confirm in time. */
    static final int WRITE_CONCERN_TIMEOUT = 64;

    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "bulkwrite");
    private static final Set<String> READS = Set.of("find", "aggregate", "count");
    private static final Set<Integer> RETRYABLE =
            Set.of(SHUTDOWN_IN_PROGRESS, EXCEEDED_TIME_LIMIT, NOT_WRITABLE_PRIMARY);

    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();
    private final Map<String, DeposedPrimary> stale = new ConcurrentHashMap<>();
    private final Map<String, Document> done = new ConcurrentHashMap<>();
    private final List<Supplier<Document>> late = new CopyOnWriteArrayList<>();
    private final List<Document> seen = new CopyOnWriteArrayList<>();
    private final AtomicLong time = new AtomicLong(1);
    private volatile boolean forgets;
    private volatile boolean isWatched;

    /** A command as it came. */
    record Command(Channel channel, String database, String name, Document query) {

        String collection() {
            return String.valueOf(query.get(name));
        }

        boolean isOf(String kind, String collection) {
            return name.equalsIgnoreCase(kind) && collection().equals(collection);
        }
    }

    /** What happens instead of the plain answer; null if the connection breaks. */
    public interface Fault {
        @Nullable
        Document strike(Supplier<Document> work);
    }

    private record Waiting(String kind, String collection, Fault fault) {}

    /** Lets a fault wait for the next command of this kind, such as {@code insert}, on a collection. */
    public void next(String kind, String collection, Fault fault) {
        waiting.add(new Waiting(kind, collection, fault));
    }

    /** Lets a fault wait for the next command that writes to several collections. */
    public void nextBulk(Fault fault) {
        waiting.add(new Waiting(BulkOfStandIn.COMMAND, "1", fault));
    }

    /** The primary does the work, and its answer is lost. */
    public static Fault lostReply() {
        return work -> {
            var _ = work.get();
            return null;
        };
    }

    /** The work is not done, and this code is answered. */
    public static Fault refused(int code) {
        return work -> error(code);
    }

    /** The primary does the work, and the majority does not confirm it. */
    public static Fault unconfirmed(int code) {
        return work -> {
            var answer = work.get();
            answer.put(
                    "writeConcernError",
                    new Document("code", code).append("errmsg", "not confirmed").append("errInfo", new Document()));
            return answer;
        };
    }

    /** The work is not done before the latch is open; meanwhile there is no answer. */
    public static Fault hung(CountDownLatch latch) {
        return work -> {
            try {
                latch.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            return work.get();
        };
    }

    /** The connection breaks; the command arrives when {@link #land} is called. */
    public Fault late() {
        return work -> {
            late.add(work);
            return null;
        };
    }

    /** The commands that were late arrive now. */
    public void land() {
        for (var work : late) {
            var _ = work.get();
        }
        late.clear();
    }

    /** From now on, a write that is sent again is done again, as on a server that does not know retryable writes. */
    public void forget() {
        forgets = true;
    }

    /**
     * From now on, reads of the collections of a member go to it. It was deposed when they were as it has them, cannot
     * confirm that it is primary, and its time stands still.
     */
    public void depose(DeposedPrimary member) {
        member.collections().forEach(collection -> stale.put(collection, member));
    }

    /** The time of the cluster. */
    long time() {
        return time.get();
    }

    /** The deposed primaries have stepped down, and their successors are known. */
    public void restore() {
        stale.clear();
    }

    /** The commands that come while something is done, without those of monitoring. */
    public List<Document> during(Runnable work) {
        seen.clear();
        isWatched = true;
        work.run();
        isWatched = false;
        return List.copyOf(seen);
    }

    /** The answer to a command; {@code work} does it. */
    Document answer(Command command, Supplier<Document> work) {
        if (isWatched) {
            seen.add(command.query());
        }
        var reached = stale.get(command.collection());
        var answer = strike(command, () -> {
            if (reached != null && READS.contains(command.name().toLowerCase(Locale.ROOT))) {
                return reached.read(command);
            }
            return once(command, work);
        });
        if (answer == null) {
            var _ = command.channel().close();
            return error(SHUTDOWN_IN_PROGRESS);
        }
        label(command, answer);
        long now = reached == null ? time.incrementAndGet() : reached.time();
        answer.put("operationTime", new BsonTimestamp(now << Integer.SIZE));
        answer.put("$clusterTime", new Document("clusterTime", new BsonTimestamp(now << Integer.SIZE)));
        return answer;
    }

    @Nullable
    Document strike(Command command, Supplier<Document> work) {
        var fault = waiting.stream()
                .filter(one -> command.isOf(one.kind(), one.collection()))
                .findFirst();
        if (fault.isPresent() && waiting.remove(fault.get())) {
            return fault.get().fault().strike(work);
        }
        return work.get();
    }

    private @Nullable Document once(Command command, Supplier<Document> work) {
        var number = command.query().get("txnNumber");
        if (number == null || forgets) {
            return work.get();
        }
        var answer = done.computeIfAbsent(command.query().get("lsid") + " " + number, first -> work.get());
        return answer == null ? null : answer.clone();
    }

    private static void label(Command command, Document answer) {
        var failed = answer.get("writeConcernError") instanceof Document concern ? concern : answer;
        if (WRITES.contains(command.name().toLowerCase(Locale.ROOT))
                && command.query().get("txnNumber") != null
                && failed.get("code") instanceof Integer code
                && RETRYABLE.contains(code)) {
            answer.put("errorLabels", new ArrayList<>(List.of("RetryableWriteError")));
        }
    }

    static Document error(int code) {
        return new Document("ok", 0.0)
                .append("code", code)
                .append("errmsg", Objects.requireNonNull(Integer.toString(code)));
    }
}
