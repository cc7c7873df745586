package org.outreachsync.store.mongo;

import com.mongodb.client.MongoClients;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DocumentStoreContract;
import org.outreachsync.store.Things;

/** Runs on the server that the environment's MONGODB_URI names, each test in a database of its own that it drops. The build picks the tag by it. */
@Tag("mongodb")
class MongoStoreTest extends DocumentStoreContract {

    private static final Pattern URI = Pattern.compile("(mongodb(?:\\+srv)?://[^/?]+)(?:/([^?]*))?(?:\\?(.*))?");

    private final String database = "outreach_test_" + UUID.randomUUID().toString().substring(0, 8);
    private final String uri = withDatabase(Objects.requireNonNull(System.getenv("MONGODB_URI"), "MONGODB_URI"), database);

    @Override
    protected DocumentStore open() {
        return new MongoStore(uri, Things.TABLES, MongoLimits.DEFAULT);
    }

    /** Few, because the compatible server of CI needs 20 ms for each; {@code -Dappend.batches=4000} for a real replica set. */
    @Override
    public int batches() {
        return Integer.getInteger("append.batches", 400);
    }

    @AfterEach
    void dropDatabase() {
        try (var client = MongoClients.create(uri)) {
            client.getDatabase(database).drop();
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
