package org.outreachsync.store.mongo;

import com.mongodb.client.MongoClients;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A database of its own for one test, on the server that the environment's MONGODB_URI names.
 *
 * @param name the database
 * @param uri where it is
 */
public record FreshDatabase(String name, String uri) {

    private static final Pattern URI = Pattern.compile("(mongodb(?:\\+srv)?://[^/?]+)(?:/([^?]*))?(?:\\?(.*))?");

    /** Names a new one. */
    public static FreshDatabase make() {
        var name = "outreach_test_" + UUID.randomUUID().toString().substring(0, 8);
        return new FreshDatabase(
                name, withDatabase(Objects.requireNonNull(System.getenv("MONGODB_URI"), "MONGODB_URI"), name));
    }

    /** Removes it with all that is in it. */
    public void drop() {
        try (var client = MongoClients.create(uri)) {
            client.getDatabase(name).drop();
        }
    }

    /** The same server and options with another database; who signs in still does so where the URI said. */
    private static String withDatabase(String uri, String database) {
        var parts = URI.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException("MONGODB_URI is not a MongoDB URI");
        }
        var old = Objects.requireNonNullElse(parts.group(2), "");
        var options = Objects.requireNonNullElse(parts.group(3), "");
        if (parts.group(1).contains("@") && !options.contains("authSource")) {
            options = "authSource=" + (old.isEmpty() ? "admin" : old) + (options.isEmpty() ? "" : "&" + options);
        }
        return parts.group(1) + "/" + database + (options.isEmpty() ? "" : "?" + options);
    }
}
