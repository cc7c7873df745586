package org.outreachsync.export.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A wire to a server, which can be cut, fall silent, or lose an answer. It counts what passes. */
final class Wire implements AutoCloseable {

    private static final int BUFFER_BYTES = 8 << 10;

    private final ServerSocket entry;
    private final int target;
    private final List<Socket> open = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();

    private volatile long cutAt = Long.MAX_VALUE;
    private volatile long silentFrom = Long.MAX_VALUE;
    private volatile BooleanSupplier cutBeforeAnswer = () -> false;

    /** A wire to this port of this machine. */
    Wire(int target) throws IOException {
        this.target = target;
        this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entry.getLocalPort();
    }

    /** Bytes that went to the server since the last {@link #repair}. */
    long sent() {
        return sent.get();
    }

    /** Bytes that came from the server since the last {@link #repair}. */
    long received() {
        return received.get();
    }

    int connections() {
        return connections.get();
    }

    /** Cuts the wire once so many bytes went to the server. */
    void cutAfter(long bytes) {
        cutAt = bytes;
    }

    /** Holds all answers back once so many bytes went to the server. */
    void fallSilentAfter(long bytes) {
        silentFrom = bytes;
    }

    /** Cuts the wire before the first answer for which this holds. */
    void cutBeforeAnswer(BooleanSupplier holds) {
        cutBeforeAnswer = holds;
    }

    /** Lets everything pass again, and counts from zero. */
    void repair() {
        cutAt = Long.MAX_VALUE;
        silentFrom = Long.MAX_VALUE;
        cutBeforeAnswer = () -> false;
        cut();
        sent.set(0);
        received.set(0);
        connections.set(0);
    }

    private void accept() {
        try {
            while (true) {
                var near = entry.accept();
                connections.incrementAndGet();
                var far = new Socket(InetAddress.getLoopbackAddress(), target);
                synchronized (open) {
                    open.add(near);
                    open.add(far);
                }
                Thread.ofVirtual().start(() -> pass(near, far, true));
                Thread.ofVirtual().start(() -> pass(far, near, false));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void pass(Socket from, Socket to, boolean there) {
        try (from;
                to) {
            var buffer = new byte[BUFFER_BYTES];
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (there ? sent.addAndGet(read) > cutAt : cutBeforeAnswer.getAsBoolean()) {
                    return;
                }
                if (!there && sent.get() > silentFrom) {
                    continue;
                }
                received.addAndGet(there ? 0 : read);
                out.write(buffer, 0, read);
            }
        } catch (IOException cut) {
            // Either end is closed.
        }
    }

    private void cut() {
        synchronized (open) {
            for (var socket : open) {
                try {
                    socket.close();
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
            open.clear();
        }
    }

    @Override
    public void close() throws IOException {
        entry.close();
        cut();
    }
}
