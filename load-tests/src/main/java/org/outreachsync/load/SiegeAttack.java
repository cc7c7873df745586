package org.outreachsync.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/** The attacks that one laptop can make on the port without a token. */
enum SiegeAttack {
    /** Requests with a made-up token, sent at one byte per second. */
    DRIP("1,010 requests of one byte a second with a made-up token", 1_010, 500) {
        @Override
        void attack(SiegeClient client, Siege siege) throws IOException {
            client.write(text("POST /v1/sync HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + "A".repeat(43)
                    + "\r\nContent-Type: application/x-protobuf\r\nContent-Length: 100000\r\n\r\n"));
            siege.drip(client);
        }
    },
    /** The same for enrolment, which needs no token. */
    CODES("1,010 enrolments of one byte a second", 1_010, 500) {
        @Override
        void attack(SiegeClient client, Siege siege) throws IOException {
            client.write(
                    text(
                            "POST /v1/enrol HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\nContent-Length: 900\r\n\r\n"));
            siege.drip(client);
        }
    },
    /** Connections that never send anything. */
    IDLE("10,050 idle connections", 10_050, 10_000) {
        @Override
        void attack(SiegeClient client, Siege siege) throws IOException {
            siege.answered(client.status());
        }
    },
    /** A header that is expensive to match with a regular expression. */
    BLANKS("six requests with 15,000 blanks in Accept-Encoding, again and again", 6, 500) {
        @Override
        void attack(SiegeClient client, Siege siege) throws IOException {
            client.write(text("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip"
                    + " ".repeat(15_000) + "x\r\n\r\n"));
            siege.answered(client.status());
        }
    },
    /** A body of very many empty gzip members. */
    MEMBERS("10,000 empty gzip members", 6, 500) {
        @Override
        void attack(SiegeClient client, Siege siege) throws IOException {
            var members = members();
            client.write(text(
                    "POST /v1/enrol HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\nContent-Encoding: gzip\r\n"
                            + "Content-Length: " + members.length + "\r\n\r\n"));
            client.write(members);
            siege.answered(client.status());
        }
    };

    private static final String ATTACKER = "127.0.0.2";
    private static final int EMPTY_MEMBERS = 10_000;

    private final String description;
    private final int connections;
    private final int pauseMillis;

    SiegeAttack(String description, int connections, int pauseMillis) {
        this.description = description;
        this.pauseMillis = pauseMillis;
        this.connections = connections;
    }

    String description() {
        return description;
    }

    abstract void attack(SiegeClient client, Siege siege) throws IOException;

    /** Starts the attack and keeps it up: a closed connection is opened again after a pause. */
    Siege begin(URI server) {
        var siege = new Siege();
        for (int at = 0; at < connections; at++) {
            Thread.ofVirtual().start(() -> {
                while (siege.isOn()) {
                    try (var client = siege.hold(new SiegeClient(server, ATTACKER))) {
                        attack(client, siege);
                    } catch (IOException cut) {
                        siege.answered("cut off");
                    }
                    LockSupport.parkNanos(Duration.ofMillis(pauseMillis).toNanos());
                }
            });
        }
        return siege;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] members() {
        var all = new ByteArrayOutputStream();
        for (int at = 0; at < EMPTY_MEMBERS; at++) {
            try (var gzip = new GZIPOutputStream(all)) {
                gzip.flush();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        return all.toByteArray();
    }

    /** An attack under way. */
    static final class Siege implements AutoCloseable {

        private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
        private final Queue<SiegeClient> clients = new ConcurrentLinkedQueue<>();
        private volatile boolean on = true;

        boolean isOn() {
            return on;
        }

        SiegeClient hold(SiegeClient client) {
            clients.add(client);
            return client;
        }

        void answered(String status) {
            answers.merge(status, 1, Integer::sum);
        }

        /** Sends one byte per second until the server closes the connection. */
        void drip(SiegeClient client) throws IOException {
            var reader = Thread.ofVirtual().start(() -> {
                try {
                    answered(client.status());
                } catch (IOException cut) {
                    answered("cut off");
                }
            });
            while (on && reader.isAlive()) {
                client.write(new byte[1]);
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
        }

        Map<String, Integer> answers() {
            return answers;
        }

        @Override
        public void close() throws IOException {
            on = false;
            for (var client : clients) {
                client.close();
            }
        }
    }
}
