package org.outreachsync.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A proxy on this machine that changes the bytes of requests and answers. It serves one request on each connection. */
final class FaultProxy implements AutoCloseable {

    private static final int PATIENCE_MS = 20_000;

    private final ServerSocket listener;
    private final int serverPort;
    private volatile int carried = Integer.MAX_VALUE;
    private volatile UnaryOperator<byte[]> request = UnaryOperator.identity();
    private volatile UnaryOperator<byte[]> answer = UnaryOperator.identity();

    /** In front of the server on this port. */
    FaultProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("fault-proxy").start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** What it does to the bytes of each request from now on. */
    void changeRequests(UnaryOperator<byte[]> change) {
        request = change;
    }

    /** What it does to the bytes of each answer from now on. */
    void changeAnswers(UnaryOperator<byte[]> change) {
        answer = change;
    }

    /**
     * From now on requests stop after so many bytes, as on a line that carries no more in the time that the server
     * gives.
     */
    void carryAtMost(int bytes) {
        carried = bytes;
    }

    /** From now on it changes nothing. */
    void behave() {
        carried = Integer.MAX_VALUE;
        request = UnaryOperator.identity();
        answer = UnaryOperator.identity();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            client.setSoTimeout(PATIENCE_MS);
            server.setSoTimeout(PATIENCE_MS);
            var sent = request.apply(closing(message(client.getInputStream())));
            server.getOutputStream().write(sent, 0, Math.min(sent.length, carried));
            if (!isWhole(sent)) {
                return;
            }
            client.getOutputStream().write(answer.apply(message(server.getInputStream())));
            client.shutdownOutput();
            // Who closes with bytes unread takes back what it sent.
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException cut) {
            // One operand hung up, as a fault makes it do; the other sees that.
        }
    }

    /**
     * The other end closes after its answer, so that what follows cannot be taken for an answer to the next request.
     */
    private static byte[] closing(byte[] message) {
        var text = new String(message, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n");
        return end < 0
                ? message
                : (text.substring(0, end) + "\r\nConnection: close"
                                + text.substring(end).replaceFirst("(?i)\r\nConnection: [^\r]*", ""))
                        .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A head and as much body as it announces, or what there is of it. */
    private static byte[] message(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int length = -1;
        for (int next = 0; length < 0; ) {
            next = in.read();
            if (next < 0) {
                return bytes.toByteArray();
            }
            bytes.write(next);
            if (next == '\n') {
                length = bodyLength(bytes.toString(StandardCharsets.ISO_8859_1));
            }
        }
        bytes.write(in.readNBytes(length));
        return bytes.toByteArray();
    }

    private static boolean isWhole(byte[] message) {
        var text = new String(message, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n") + 4;
        return head >= 4 && text.length() - head >= bodyLength(text.substring(0, head));
    }

    private static int bodyLength(String head) {
        if (!head.endsWith("\r\n\r\n")) {
            return -1;
        }
        for (var line : head.toLowerCase(Locale.ROOT).split("\r\n", -1)) {
            if (line.startsWith("content-length:")) {
                return Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
