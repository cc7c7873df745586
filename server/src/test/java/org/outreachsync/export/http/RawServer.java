package org.outreachsync.export.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that reads one request from each connection, and then does with the socket what a test says. */
final class RawServer implements AutoCloseable {

    /** The requests that came, as text. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    private final ServerSocket listening;
    private final Reaction reaction;

    /** What happens after a request. */
    interface Reaction {
        void to(Socket socket) throws IOException, InterruptedException;
    }

    RawServer(Reaction reaction) throws IOException {
        this.reaction = reaction;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Sends these bytes and closes. */
    static RawServer saying(String answer) throws IOException {
        return new RawServer(socket -> socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            requests.add(read(socket));
            reaction.to(socket);
        } catch (IOException gone) {
            // The client went first.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String read(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int left = Integer.MAX_VALUE;
        while (left > 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            bytes.write(next);
            left--;
            var text = bytes.toString(StandardCharsets.ISO_8859_1);
            if (left > 1_000_000 && text.endsWith("\r\n\r\n")) {
                left = text.lines()
                        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                        .mapToInt(line -> Integer.parseInt(
                                line.substring(line.indexOf(':') + 1).strip()))
                        .findFirst()
                        .orElse(0);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
