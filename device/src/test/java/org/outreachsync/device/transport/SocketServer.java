package org.outreachsync.device.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A server that answers each connection with the exact bytes of a test, which no library's server would send. */
final class SocketServer implements AutoCloseable {

    /** Handles one connection, which is closed afterwards. */
    interface Conversation {
        void with(Socket socket) throws IOException;
    }

    private static final Pattern CONTENT_LENGTH =
            Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

    private final ServerSocket listener;
    private final Conversation conversation;
    private final AtomicInteger connections = new AtomicInteger();

    SocketServer(Conversation conversation) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.conversation = conversation;
        var thread = new Thread(this::accept, "socket-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            acceptOne();
        }
    }

    private void acceptOne() {
        try (var socket = listener.accept()) {
            connections.incrementAndGet();
            conversation.with(socket);
        } catch (IOException goneAgain) {
            return;
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    int connections() {
        return connections.get();
    }

    /** Reads the head of a request and nothing more. */
    static String head(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the client went away");
            }
            head.write(octet);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads a whole request with a Content-Length. */
    static String request(Socket socket) throws IOException {
        var head = head(socket);
        var length = CONTENT_LENGTH.matcher(head);
        return length.find()
                ? head
                        + new String(
                                socket.getInputStream().readNBytes(Integer.parseInt(length.group(1))),
                                StandardCharsets.ISO_8859_1)
                : head;
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Reads until the client closes. */
    static void drain(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
