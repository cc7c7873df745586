package org.outreachsync.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection from a given local address that sends exactly the given bytes. */
final class SiegeClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 40_000;
    private static final int STATUS_AT = 9;
    private static final int STATUS_END = 12;

    private final Socket socket = new Socket();

    SiegeClient(URI server, String from) throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.getPort()), PATIENCE_MILLIS);
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The status of the next answer. */
    String status() throws IOException {
        var line = socket.getInputStream().readNBytes(STATUS_END);
        if (line.length < STATUS_END) {
            throw new IOException("the server hung up");
        }
        return new String(line, STATUS_AT, STATUS_END - STATUS_AT, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
