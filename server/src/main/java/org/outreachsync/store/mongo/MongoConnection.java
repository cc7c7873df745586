package org.outreachsync.store.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadConcernLevel;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ClusterConnectionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to MongoDB, and only to a deployment that keeps the store's guarantees: the primary of a replica set, or a
 * {@code mongos}. A standalone server can lose acknowledged writes; a secondary may return old data.
 */
final class MongoConnection {

    private static final Logger LOG = LoggerFactory.getLogger(MongoConnection.class);
    private static final String ADMIN = "admin";
    private static final String MAJORITY = "majority";
    /** MongoDB's error codes for missing permissions. */
    private static final int UNAUTHORIZED = 13;

    private MongoConnection() {}

    /**
     * Connects.
     *
     * @throws IllegalArgumentException if the driver cannot parse the string
     * @throws StoreException if its options weaken writes or reads, or if neither a replica set's primary nor a mongos
     *     answers
     * @throws StoreUnavailableException if no primary answers in time
     */
    static MongoClient open(ConnectionString connection, MongoLimits limits) {
        refuse(weakening(connection));
        warn(overridden(connection));
        var client = MongoClients.create(settings(connection, limits));
        try {
            var hello = hello(client);
            check(hello);
            MongoAdvice.of(hello, version(client)).forEach(LOG::warn);
            return client;
        } catch (MongoException e) {
            client.close();
            throw explained(connection, e);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** The exception; it says how to reach a primary if none was found. */
    static StoreException explained(ConnectionString connection, MongoException e) {
        if (e instanceof MongoSecurityException && !(MongoErrors.translate(e) instanceof StoreUnavailableException)) {
            return new StoreException("MongoDB does not accept the name and password in MONGODB_URI", e);
        }
        if (e instanceof MongoCommandException refused && refused.getErrorCode() == UNAUTHORIZED) {
            return new StoreException(
                    "the user in MONGODB_URI may not use the database; it needs the role readWrite there", e);
        }
        var translated = MongoErrors.translate(e);
        return translated instanceof StoreUnavailableException
                ? new StoreUnavailableException(
                        "no primary of MongoDB answers at " + String.join(", ", connection.getHosts())
                                + ". Every member must be reachable from here under the name that rs.status() shows, and the set needs a majority of its"
                                + " members.",
                        e)
                : translated;
    }

    /** Options that would make a write less durable, a read older or the server's identity unchecked. */
    private static List<String> weakening(ConnectionString connection) {
        var weakening = new ArrayList<String>();
        var write = connection.getWriteConcern();
        if (write != null && write.getWObject() != null && !MAJORITY.equals(write.getWObject())) {
            weakening.add("w");
        }
        if (write != null && Boolean.FALSE.equals(write.getJournal())) {
            weakening.add("journal");
        }
        var read = connection.getReadConcern();
        if (read != null && read.getLevel() != ReadConcernLevel.MAJORITY) {
            weakening.add("readConcernLevel");
        }
        if (connection.getReadPreference() != null
                && !connection.getReadPreference().equals(ReadPreference.primary())) {
            weakening.add("readPreference");
        }
        if (Boolean.FALSE.equals(connection.getRetryWritesValue())) {
            weakening.add("retryWrites");
        }
        if (Boolean.FALSE.equals(connection.getRetryReads())) {
            weakening.add("retryReads");
        }
        if (Boolean.TRUE.equals(connection.isDirectConnection())) {
            weakening.add("directConnection");
        }
        if (Boolean.TRUE.equals(connection.getSslInvalidHostnameAllowed())) {
            weakening.add("tlsInsecure or tlsAllowInvalidHostnames");
        }
        if (connection.isSrvProtocol() && Boolean.FALSE.equals(connection.getSslEnabled())) {
            weakening.add("tls");
        }
        return weakening;
    }

    private static void refuse(List<String> weakening) {
        if (!weakening.isEmpty()) {
            throw new StoreException(
                    "MONGODB_URI must not weaken what the server promises. Leave out: " + String.join(", ", weakening)
                            + ". The server itself writes with w=majority and the journal, reads with the level majority from the primary, retries both, and"
                            + " finds the primary by itself.",
                    null);
        }
    }

    /** Options that the server sets itself. */
    private static List<String> overridden(ConnectionString connection) {
        var overridden = new ArrayList<String>();
        if (connection.getTimeout() != null) {
            overridden.add("timeoutMS");
        }
        if (connection.getMaxConnectionPoolSize() != null) {
            overridden.add("maxPoolSize");
        }
        if (connection.getMaxWaitTime() != null) {
            overridden.add("waitQueueTimeoutMS");
        }
        return overridden;
    }

    private static void warn(List<String> overridden) {
        if (!overridden.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("options", String.join(", ", overridden))
                    .log("options of MONGODB_URI are ignored; the server sets them itself");
        }
    }

    /** Settings after the URI's options override them. */
    private static MongoClientSettings settings(ConnectionString connection, MongoLimits limits) {
        var settings =
                MongoClientSettings.builder().applicationName("outreach-sync").applyConnectionString(connection);
        if (!Boolean.TRUE.equals(connection.isLoadBalanced())) {
            // For one host without a set name, the driver would accept any server that answers, including a secondary.
            settings.applyToClusterSettings(cluster -> cluster.mode(ClusterConnectionMode.MULTIPLE));
        }
        return settings.applyToConnectionPoolSettings(pool -> pool.maxSize(limits.connectionsMax()))
                .timeout(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .retryWrites(true)
                .retryReads(true)
                .build();
    }

    private static String version(MongoClient client) {
        var answer = client.getDatabase(ADMIN)
                .runCommand(
                        new BsonDocument("buildInfo", new BsonInt32(1)), ReadPreference.primary(), BsonDocument.class);
        return Objects.requireNonNull(answer, "the driver always returns an answer")
                .getString("version", new BsonString(""))
                .getValue();
    }

    private static BsonDocument hello(MongoClient client) {
        var answer = client.getDatabase(ADMIN)
                .runCommand(new BsonDocument("hello", new BsonInt32(1)), ReadPreference.primary(), BsonDocument.class);
        return Objects.requireNonNull(answer, "the driver always returns an answer");
    }

    private static void check(BsonDocument hello) {
        boolean isRouter = hello.getString("msg", new BsonString("")).getValue().equals("isdbgrid");
        boolean isMember = hello.isString("setName");
        boolean isPrimary =
                hello.getBoolean("isWritablePrimary", BsonBoolean.FALSE).getValue();
        if (isRouter || (isMember && isPrimary)) {
            return;
        }
        throw new StoreException(
                "MONGODB_URI leads to "
                        + (isMember
                                ? "a member of a replica set that is not its primary"
                                : "a MongoDB server that is not in a replica set")
                        + ", which may lose acknowledged writes. Give the members of a replica set, such as"
                        + " mongodb://a,b,c/outreach?replicaSet=rs0. A server alone becomes a set of one: start mongod with --replSet rs0, and call"
                        + " rs.initiate() once.",
                null);
    }
}
