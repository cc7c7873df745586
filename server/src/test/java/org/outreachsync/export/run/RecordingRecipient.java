package org.outreachsync.export.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.outreachsync.identity.Secrets;

/** A recipient that takes its time, and remembers every parcel that arrived as a whole. */
final class RecordingRecipient implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Random random;
    private final Map<String, List<Map<String, String>>> arrived = new TreeMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final List<String> atOnce = new ArrayList<>();

    RecordingRecipient(long seed) throws IOException {
        random = new Random(seed);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The hashes of the files by name, for each arrival, by the id of the parcel. */
    synchronized Map<String, List<Map<String, String>>> arrived() {
        return new TreeMap<>(arrived);
    }

    /** Parcels that two servers delivered at the same time. */
    synchronized List<String> atOnce() {
        return List.copyOf(atOnce);
    }

    private void accept() {
        try {
            while (true) {
                var one = socket.accept();
                Thread.ofVirtual().start(() -> take(one));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void take(Socket one) {
        try (one;
                var in = new DataInputStream(one.getInputStream());
                var out = new DataOutputStream(one.getOutputStream())) {
            var id = in.readUTF();
            boolean isAlone = underWay.add(id);
            try {
                var files = new TreeMap<String, String>();
                for (int left = in.readInt(); left > 0; left--) {
                    var name = in.readUTF();
                    var bytes = in.readNBytes(in.readInt());
                    files.put(name, HexFormat.of().formatHex(Secrets.sha256(bytes)));
                }
                arrives(id, files, isAlone);
                LockSupport.parkNanos(pause() * 1_000_000L);
                out.writeUTF("taken");
            } finally {
                if (isAlone) {
                    underWay.remove(id);
                }
            }
        } catch (IOException killed) {
            // What was cut off did not arrive.
        }
    }

    private synchronized int pause() {
        return random.nextInt(250);
    }

    private synchronized void arrives(String id, Map<String, String> files, boolean isAlone) {
        arrived.computeIfAbsent(id, unseen -> new ArrayList<>()).add(files);
        if (!isAlone) {
            atOnce.add(id);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
