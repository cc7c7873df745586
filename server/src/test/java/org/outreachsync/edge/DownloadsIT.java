package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.rig.RawHttp;

/** Files that are sent piece by piece, to recipients that read fast, slowly or not at all. */
class DownloadsIT {

    private static final int SIZE = 24 << 20;
    private static final byte[] FILE = bytes();
    private static final byte[] NONE = {};

    private static EdgeRig rig;

    private static byte[] bytes() {
        var bytes = new byte[SIZE];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    private record Bytes(long size, byte[] bytes) implements Answer.Source {

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private static Route route(String path, Answer.Source file) {
        return Route.get(path, Access.anyone(), call -> Answer.file("text/plain", file, Map.of("X-Of", "a file")));
    }

    @BeforeAll
    static void start() {
        rig = new EdgeRig(
                Limits.standard(),
                4,
                route("/whole", new Bytes(SIZE, FILE)),
                route("/empty", new Bytes(0, NONE)),
                route("/short", new Bytes(SIZE, new byte[100])),
                Route.get("/other", Access.anyone(), call -> Answer.json(200, Map.of())));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static RawHttp.Response get(String path) throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write(RawHttp.request("GET", path, "Accept-Encoding: gzip\r\n", NONE));
            return client.read();
        }
    }

    @Test
    void sendsAllOfIt() throws IOException {
        var whole = get("/whole");
        assertThat(whole.header("Content-Encoding")).isEmpty();
        assertThat(whole.header("X-Of")).isEqualTo("a file");
        assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(whole.body()).isEqualTo(FILE);
        assertThat(get("/empty").header("Content-Length")).isEqualTo("0");
    }

    @Test
    void goesOnOnTheSameConnection() throws IOException {
        try (var client = new RawHttp(rig.port)) {
            for (int times = 0; times < 3; times++) {
                client.write(RawHttp.request("GET", "/whole", "", NONE));
                assertThat(client.read().body()).isEqualTo(FILE);
            }
        }
    }

    @Test
    void endsTheConnectionIfTheFileIsShorterThanItWas() throws IOException {
        try (var client = new RawHttp(rig.port)) {
            client.write(RawHttp.request("GET", "/short", "", NONE));
            var partial = client.read();
            assertThat(partial.header("Content-Length")).isEqualTo(Integer.toString(SIZE));
            assertThat(partial.body()).hasSizeLessThan(SIZE);
            assertThatThrownBy(() -> {
                        client.write(RawHttp.request("GET", "/other", "", NONE));
                        client.read();
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void delaysNobodyElseWhileRecipientsDoNotRead() throws IOException {
        int max = Limits.standard().channels().destinations().downloadsMax();
        var slow = new ArrayList<Socket>();
        try {
            for (int recipient = 0; recipient < max; recipient++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), rig.port);
                slow.add(socket);
                socket.getOutputStream().write(RawHttp.request("GET", "/whole", "", NONE));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            var busy = get("/whole");
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.code()).isEqualTo("BUSY");
            assertThat(get("/other").status()).as("there are four workers").isEqualTo(200);
        } finally {
            for (var socket : List.copyOf(slow)) {
                socket.close();
            }
        }
        RawHttp.Response again;
        do {
            again = get("/whole");
        } while (again.status() == 503);
        assertThat(again.body()).as("permits come back").isEqualTo(FILE);
    }
}
