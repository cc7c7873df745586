package org.outreachsync.edge.route;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The parsers of cursors and bodies, for texts that a parser may choke on. */
public final class BadQueries {

    private BadQueries() {}

    /** By name. */
    public static Map<String, Consumer<String>> parsers() {
        return Map.of(
                "cursor of a number", text -> PageCursor.number(Map.of("cursor", text)),
                "cursor of a code", text -> PageCursor.text(Map.of("cursor", text)),
                "JSON", text -> json(text),
                "JSON of one member", text -> json("{\"a\":" + text + "}"),
                "JSON text", text -> json("{\"a\":\"" + text + "\"}"));
    }

    private static void json(String text) {
        JsonFields.of(text.getBytes(StandardCharsets.UTF_8), Set.of("a"));
    }
}
