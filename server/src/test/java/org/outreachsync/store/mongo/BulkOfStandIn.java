package org.outreachsync.store.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code bulkWrite}, which the library does not know, done as the single writes that it holds.
 *
 * <p>Source: MongoDB's specification "Bulk Write".
 */
public final class BulkOfStandIn {

    /** Its name. */
    public static final String COMMAND = "bulkWrite";

    private final boolean isOrdered;
    private final List<Map<?, ?>> ops;
    private final List<String> namespaces;

    /** A command as it came. */
    public BulkOfStandIn(Map<String, Object> command) {
        isOrdered = !Boolean.FALSE.equals(command.get("ordered"));
        ops = parts(command, "ops");
        namespaces = parts(command, "nsInfo").stream()
                .map(info -> (String) Objects.requireNonNull(info.get("ns")))
                .toList();
    }

    private static List<Map<?, ?>> parts(Map<String, Object> command, String name) {
        return ((List<?>) Objects.requireNonNull(command.get(name)))
                .stream().<Map<?, ?>>map(part -> (Map<?, ?>) part).toList();
    }

    /** Does a write to one collection; null if the connection breaks. */
    interface Single {
        @Nullable
        Document run(String database, Document command);
    }

    /** Takes one of the writes. */
    public interface Visitor {

        /**
         * Visits a write.
         *
         * @param target the filter, or the document that is inserted
         */
        void visit(String command, String collection, Map<?, ?> target);
    }

    /** The database of the first write. */
    String database() {
        return namespaces.getFirst().substring(0, namespaces.getFirst().indexOf('.'));
    }

    /** The collections, in the order in which they come first. */
    List<String> collections() {
        return namespaces.stream().map(BulkOfStandIn::collection).toList();
    }

    private static String collection(String namespace) {
        return namespace.substring(namespace.indexOf('.') + 1);
    }

    /** Visits the writes in their order. */
    public void forEach(Visitor visitor) {
        for (var op : ops) {
            visitor.visit(
                    kind(op), collection(namespace(op)), map(op, op.containsKey("insert") ? "document" : "filter"));
        }
    }

    /** Visits the documents that are written. */
    void forEachDocument(BiConsumer<String, Map<?, ?>> visitor) {
        for (var op : ops) {
            if (!op.containsKey("delete")) {
                visitor.accept(
                        collection(namespace(op)), map(op, op.containsKey("insert") ? "document" : "updateMods"));
            }
        }
    }

    private static String kind(Map<?, ?> op) {
        return (String) op.keySet().iterator().next();
    }

    private String namespace(Map<?, ?> op) {
        return namespaces.get(((Number) Objects.requireNonNull(op.get(kind(op)))).intValue());
    }

    private static Map<?, ?> map(Map<?, ?> op, String name) {
        return (Map<?, ?>) Objects.requireNonNull(op.get(name));
    }

    /** Does the writes, and answers as the server does to one that asks for errors only. */
    @Nullable
    Document run(Single single) {
        var errors = new ArrayList<Document>();
        var counts = new int[4];
        for (int at = 0; at < ops.size() && (errors.isEmpty() || !isOrdered); at++) {
            var op = ops.get(at);
            var namespace = namespace(op);
            var answer = single.run(namespace.substring(0, namespace.indexOf('.')), command(op, collection(namespace)));
            if (answer == null || !Objects.equals(answer.get("ok"), 1.0)) {
                return answer;
            }
            if (answer.get("writeErrors") instanceof List<?> failed && !failed.isEmpty()) {
                var error = (Document) Objects.requireNonNull(failed.getFirst());
                errors.add(new Document("ok", 0.0)
                        .append("idx", at)
                        .append("code", error.get("code"))
                        .append("errmsg", error.get("errmsg"))
                        .append("n", 0));
            } else {
                count(kind(op), answer, counts);
            }
        }
        return new Document("ok", 1.0)
                .append(
                        "cursor",
                        new Document("id", 0L).append("firstBatch", errors).append("ns", "admin.$cmd.bulkWrite"))
                .append("nErrors", errors.size())
                .append("nInserted", counts[0])
                .append("nMatched", counts[1])
                .append("nModified", counts[1])
                .append("nUpserted", counts[2])
                .append("nDeleted", counts[3]);
    }

    private static void count(String kind, Document answer, int[] counts) {
        int done = ((Number) Objects.requireNonNull(answer.get("n"))).intValue();
        switch (kind) {
            case "insert" -> counts[0] += done;
            case "update" -> counts[answer.containsKey("upserted") ? 2 : 1] += done;
            default -> counts[3] += done;
        }
    }

    private static Document command(Map<?, ?> op, String collection) {
        var kind = kind(op);
        var single = new Document(kind, collection);
        return switch (kind) {
            case "insert" -> single.append("documents", List.of(map(op, "document")));
            case "update" ->
                single.append(
                        "updates",
                        List.of(new Document("q", map(op, "filter"))
                                .append("u", map(op, "updateMods"))
                                .append("upsert", Boolean.TRUE.equals(op.get("upsert")))));
            default -> single.append("deletes", List.of(new Document("q", map(op, "filter")).append("limit", 1)));
        };
    }
}
