package org.outreachsync.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load balancer that knows only TCP: it hands each connection to the next server that accepts one, and passes on the
 * bytes. It does not ask servers whether they are ready.
 */
final class TcpBalancer implements AutoCloseable {

    private static final int CONNECT_MILLIS_MAX = 1_000;

    private final ServerSocket listening;
    private final List<InetSocketAddress> servers;
    private final AtomicInteger next = new AtomicInteger();

    private TcpBalancer(ServerSocket listening, List<InetSocketAddress> servers) {
        this.listening = listening;
        this.servers = servers;
    }

    /** A balancer before these servers, on a free port of this machine. */
    static TcpBalancer before(List<URI> servers) throws IOException {
        var balancer = new TcpBalancer(
                new ServerSocket(0, 0, InetAddress.getLoopbackAddress()),
                servers.stream()
                        .map(server -> new InetSocketAddress(server.getHost(), server.getPort()))
                        .toList());
        Thread.ofVirtual().name("balancer").start(balancer::accept);
        return balancer;
    }

    /** Where tablets connect. */
    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var caller = listening.accept();
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException failed) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException(failed);
                }
            }
        }
    }

    private void serve(Socket caller) {
        try (caller;
                var server = connect()) {
            var back = Thread.ofVirtual().start(() -> pass(server, caller));
            pass(caller, server);
            back.join();
        } catch (IOException nobody) {
            // The caller sees a connection that ends, as behind any balancer without a server.
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes on until one of them ends the connection, and then ends both. */
    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // The other side is told by the end of its own connection.
        }
    }

    private Socket connect() throws IOException {
        var last = new IOException("no server");
        for (int tries = 0; tries < servers.size(); tries++) {
            var socket = new Socket();
            try {
                socket.connect(servers.get(Math.floorMod(next.getAndIncrement(), servers.size())), CONNECT_MILLIS_MAX);
                return socket;
            } catch (IOException refused) {
                socket.close();
                last = refused;
            }
        }
        throw last;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
