package org.outreachsync.store.mongo;

import de.bwaldvogel.mongo.bson.BinData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.outreachsync.store.Document;

/** The documents that commands carry, as MongoDB's log of operations and its collections have them. */
public final class WrittenDocuments {

    private static final Set<String> OWN = Set.of("_id", "v", "body", "w");

    private WrittenDocuments() {}

    /**
     * Visits them.
     *
     * @param visitor takes the collection and the document
     */
    public static void forEach(List<WireStandIn.Request> requests, BiConsumer<String, Document> visitor) {
        for (var request : requests) {
            parts(request, "documents").forEach(part -> visitor.accept(request.collection(), document(part)));
            parts(request, "updates")
                    .forEach(part -> visitor.accept(
                            request.collection(), document((Map<?, ?>) Objects.requireNonNull(part.get("u")))));
            if (request.command().equals(BulkOfStandIn.COMMAND)) {
                new BulkOfStandIn(request.body())
                        .forEachDocument((collection, document) -> visitor.accept(collection, document(document)));
            }
        }
    }

    private static List<Map<?, ?>> parts(WireStandIn.Request request, String name) {
        return request.body().get(name) instanceof List<?> parts
                ? parts.stream().<Map<?, ?>>map(part -> (Map<?, ?>) part).toList()
                : List.of();
    }

    private static Document document(Map<?, ?> stored) {
        var fields = new HashMap<String, Object>();
        stored.forEach((name, value) -> {
            if (!OWN.contains(name)) {
                fields.put((String) name, value);
            }
        });
        return new Document(
                (String) Objects.requireNonNull(stored.get("_id")),
                ((Number) Objects.requireNonNull(stored.get("v"))).longValue(),
                fields,
                ((BinData) Objects.requireNonNull(stored.get("body"))).getData());
    }
}
