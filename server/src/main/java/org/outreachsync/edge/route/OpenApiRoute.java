package org.outreachsync.edge.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Route;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * {@code GET /openapi.json}: the contract of the API, written by hand in {@code outreach/openapi}, one file per
 * resource. It contains nothing that needs a token.
 */
public final class OpenApiRoute {

    private static final String FOLDER = "/outreach/openapi/";
    private static final List<String> PARTS = List.of(
            "openapi",
            "tablets",
            "code-lists",
            "indicators",
            "quality",
            "targets",
            "sites",
            "devices",
            "people",
            "destinations",
            "exports",
            "inbox",
            "problems");

    private OpenApiRoute() {}

    /** The row of the route table. */
    public static List<Route> routes() {
        return List.of(Route.get("/openapi.json", Access.anyone(), call -> Document.WHOLE));
    }

    /** Made for the first who asks, since it would slow each start. */
    private static final class Document {

        static final Answer WHOLE = whole();

        private static Answer whole() {
            var members = new LinkedHashMap<String, Object>();
            PARTS.forEach(part -> join(members, read(FOLDER + part + ".yaml")));
            return Answer.json(200, members);
        }
    }

    private static Map<?, ?> read(String file) {
        try (InputStream bytes = Objects.requireNonNull(OpenApiRoute.class.getResourceAsStream(file), file)) {
            return (Map<?, ?>) new Load(LoadSettings.builder().setLabel(file).build()).loadFromInputStream(bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Merges objects of the same name; nothing else may occur twice. */
    private static void join(Map<String, Object> members, Map<?, ?> part) {
        part.forEach((key, value) -> {
            var name = key.toString();
            if (value instanceof Map<?, ?> object) {
                @SuppressWarnings("unchecked")
                var joined = (Map<String, Object>)
                        members.computeIfAbsent(name, none -> new LinkedHashMap<String, Object>());
                join(joined, object);
            } else if (members.put(name, value) != null) {
                throw new IllegalStateException("twice in " + FOLDER + ": " + name);
            }
        });
    }
}
