package org.outreachsync.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.Limits;
import org.outreachsync.edge.Meters.Full;

/**
 * The connections of the port, from the moment they are accepted. A new connection is admitted: if an address, a token
 * or the whole port is at its limit, an idle connection is closed instead, the oldest one of that caller, or of the
 * address with the most idle ones. Connections that take too long to send the headers of a request are closed, too. An
 * idle timeout does not catch those, because a byte now and then is enough to not be idle. Thread-safe.
 */
final class Connections {

    private final int openMax;
    private final int addressMax;
    private final int tokenMax;
    private final long headersNanos;
    private final Consumer<Full> reached;
    private final Map<Peer, Connection> open = new HashMap<>();
    private final Map<String, Holder> addresses = new HashMap<>();
    private final Map<String, Holder> tokens = new HashMap<>();
    private final TreeSet<Holder> byIdle = new TreeSet<>(Comparator.comparingInt(Holder::idleCount)
            .thenComparing(Comparator.comparingLong(Holder::oldestIdle).reversed()));
    private long idleTurns;

    /**
     * The remote end of a connection; unique among open connections.
     *
     * @param host its address as text
     */
    record Peer(String host, int port) {

        /** The peer of a request's connection. */
        static Peer of(HttpServerRequest request) {
            var remote = request.connection().remoteAddress();
            return new Peer(String.valueOf(remote.hostAddress()), remote.port());
        }
    }

    private Connections(int openMax, int addressMax, int tokenMax, Duration headers, Consumer<Full> reached) {
        this.openMax = openMax;
        this.addressMax = addressMax;
        this.tokenMax = tokenMax;
        this.headersNanos = headers.toNanos();
        this.reached = reached;
    }

    /** Connections that are limited by address and token. */
    static Connections ofCallers(Limits limits, Meters meters) {
        var http = limits.http();
        var shares = limits.shares();
        return new Connections(
                http.connectionsMax(),
                shares.addressConnectionsMax(),
                shares.tokenConnectionsMax(),
                http.headers(),
                meters::full);
    }

    /** Connections that are only limited in total, as behind proxies, where they are the proxies' own. */
    static Connections ofAll(int openMax, Duration headers, Consumer<Full> reached) {
        return new Connections(openMax, openMax, openMax, headers, reached);
    }

    /** Starts the periodic sweep. */
    void watch(Vertx vertx) {
        vertx.setPeriodic(sweepMillis(), tick -> sweep(System.nanoTime()));
    }

    private long sweepMillis() {
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(headersNanos) / 4, 10, 1_000);
    }

    /**
     * Called when a connection was accepted.
     *
     * @param address of the caller, as {@link Addresses} returns it
     * @param cut closes the connection
     * @return whether it may stay; false only if no idle connection could be closed for it
     */
    boolean opened(Peer peer, String address, Runnable cut) {
        Connection victim = null;
        synchronized (this) {
            var holder = addresses.computeIfAbsent(address, Holder::new);
            if (holder.openCount >= addressMax) {
                victim = makeRoom(holder, Full.ADDRESS_CONNECTIONS);
            } else if (open.size() >= openMax) {
                victim = makeRoom(byIdle.isEmpty() ? holder : byIdle.last(), Full.ALL_CONNECTIONS);
            }
            if (holder.openCount >= addressMax || open.size() >= openMax) {
                forgetWhenEmpty(addresses, holder);
                return false;
            }
            var connection = new Connection(peer, holder, cut, System.nanoTime());
            open.put(peer, connection);
            holder.openCount++;
            addresses.put(address, holder);
            idle(connection);
        }
        if (victim != null) {
            victim.cut.run();
        }
        return true;
    }

    /** Called when a request began on the connection. */
    synchronized void began(Peer peer) {
        var connection = open.get(peer);
        if (connection != null && connection.underWay++ == 0) {
            busy(connection);
        }
    }

    /** Called when a request on the connection was answered. */
    synchronized void answered(Peer peer) {
        var connection = open.get(peer);
        if (connection != null && connection.underWay > 0 && --connection.underWay == 0) {
            connection.waitingSince = System.nanoTime();
            idle(connection);
        }
    }

    /**
     * Called when a caller showed a valid token on the connection.
     *
     * @param owner of the token
     */
    void shown(Peer peer, String owner) {
        Connection victim = null;
        synchronized (this) {
            var connection = open.get(peer);
            if (connection == null || (connection.token != null && connection.token.name.equals(owner))) {
                return;
            }
            leaveToken(connection);
            var holder = tokens.computeIfAbsent(owner, Holder::new);
            if (holder.openCount >= tokenMax) {
                victim = makeRoom(holder, Full.TOKEN_CONNECTIONS);
                tokens.put(owner, holder);
            }
            connection.token = holder;
            holder.openCount++;
            if (connection.underWay == 0) {
                holder.idle.add(connection);
            }
        }
        if (victim != null) {
            victim.cut.run();
        }
    }

    /** Called when the connection was closed, by either side. */
    synchronized void closed(Peer peer) {
        var connection = open.get(peer);
        if (connection != null) {
            remove(connection);
        }
    }

    /** The number of open connections. */
    synchronized int count() {
        return open.size();
    }

    /**
     * Closes connections that take too long to send the headers of a request.
     *
     * @param now of {@link System#nanoTime}
     */
    void sweep(long now) {
        List<Connection> late;
        synchronized (this) {
            late = new ArrayList<>(open.values());
            late.removeIf(connection -> connection.underWay > 0 || now - connection.waitingSince <= headersNanos);
            late.forEach(this::remove);
        }
        late.forEach(connection -> {
            reached.accept(Full.HEADERS_TIME);
            connection.cut.run();
        });
    }

    private @Nullable Connection makeRoom(Holder holder, Full reason) {
        reached.accept(reason);
        if (holder.idle.isEmpty()) {
            return null;
        }
        var oldest = holder.idle.getFirst();
        remove(oldest);
        return oldest;
    }

    private void remove(Connection connection) {
        busy(connection);
        open.remove(connection.peer);
        connection.address.openCount--;
        forgetWhenEmpty(addresses, connection.address);
        leaveToken(connection);
    }

    private void leaveToken(Connection connection) {
        var holder = connection.token;
        if (holder != null) {
            holder.idle.remove(connection);
            holder.openCount--;
            forgetWhenEmpty(tokens, holder);
            connection.token = null;
        }
    }

    private static void forgetWhenEmpty(Map<String, Holder> holders, Holder holder) {
        if (holder.openCount == 0) {
            holders.remove(holder.name);
        }
    }

    private void idle(Connection connection) {
        byIdle.remove(connection.address);
        idleTurns++;
        connection.idleTurn = idleTurns;
        connection.address.idle.add(connection);
        byIdle.add(connection.address);
        if (connection.token != null) {
            connection.token.idle.add(connection);
        }
    }

    private void busy(Connection connection) {
        byIdle.remove(connection.address);
        connection.address.idle.remove(connection);
        if (!connection.address.idle.isEmpty()) {
            byIdle.add(connection.address);
        }
        if (connection.token != null) {
            connection.token.idle.remove(connection);
        }
    }

    /** An owner of connections: an address, or the owner of a token. */
    private static final class Holder {

        private final String name;
        /** The connection that has been idle longest comes first. */
        private final LinkedHashSet<Connection> idle = new LinkedHashSet<>();

        private int openCount;

        Holder(String name) {
            this.name = name;
        }

        /** The turn of the connection that has been idle longest; unique among holders. */
        long oldestIdle() {
            return idle.isEmpty() ? 0 : idle.getFirst().idleTurn;
        }

        int idleCount() {
            return idle.size();
        }
    }

    private static final class Connection {

        private final Peer peer;
        private final Holder address;
        private final Runnable cut;
        private long waitingSince;
        private long idleTurn;
        private int underWay;
        private @Nullable Holder token;

        Connection(Peer peer, Holder address, Runnable cut, long now) {
            this.peer = peer;
            this.address = address;
            this.cut = cut;
            this.waitingSince = now;
        }
    }
}
