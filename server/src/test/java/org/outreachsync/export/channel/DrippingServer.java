package org.outreachsync.export.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A server that answers each request with a byte from time to time, and never ends. */
final class DrippingServer implements AutoCloseable {

    private static final int DROP_MILLIS = 200;

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch requested = new CountDownLatch(1);

    DrippingServer() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void awaitRequest() {
        try {
            requested.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = listening.accept();
                Thread.ofVirtual().start(() -> drip(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void drip(Socket socket) {
        try (socket) {
            socket.setSoTimeout(DROP_MILLIS);
            var in = socket.getInputStream();
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nX-Drip: ".getBytes(StandardCharsets.US_ASCII));
            while (!listening.isClosed()) {
                try {
                    if (in.read() < 0) {
                        return;
                    }
                    requested.countDown();
                } catch (SocketTimeoutException quiet) {
                    out.write('x');
                    out.flush();
                }
            }
        } catch (IOException gone) {
            // The client has left.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
