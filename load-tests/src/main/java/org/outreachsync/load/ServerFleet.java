package org.outreachsync.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Several real servers, each in a process of its own, over one MongoDB. */
final class ServerFleet implements AutoCloseable {

    private final List<ServerProcess> servers = new ArrayList<>();

    private ServerFleet() {}

    /**
     * Starts servers one after the other, and waits until each is ready.
     *
     * @param folder for the keysets, which they share, and for a folder of each server
     * @param mongoUri an empty database
     */
    static ServerFleet start(Path folder, int size, String mongoUri) throws IOException {
        return start(folder, size, mongoUri, Build.THIS);
    }

    /** Like {@link #start(Path, int, String)}, with another build of the server. */
    static ServerFleet start(Path folder, int size, String mongoUri, Build build) throws IOException {
        return start(folder, size, KillLoop.environment(folder, mongoUri), build);
    }

    private static ServerFleet start(Path folder, int size, Map<String, String> environment, Build build)
            throws IOException {
        var fleet = new ServerFleet();
        try {
            for (int no = 1; no <= size; no++) {
                var own = Files.createDirectory(folder.resolve("server-" + no));
                fleet.servers.add(ServerProcess.start(own, environment, build));
            }
            return fleet;
        } catch (IOException | RuntimeException failed) {
            fleet.close();
            throw failed;
        }
    }

    /** The servers, in the order in which they were started. */
    List<ServerProcess> servers() {
        return servers;
    }

    /** Their addresses, in the same order. */
    List<URI> addresses() {
        return servers.stream().map(ServerProcess::address).toList();
    }

    /** The first admin, by the set-up code of the first server. */
    AdminClient setUp() throws IOException, InterruptedException {
        var first = servers.getFirst();
        return new AdminClient(first.address(), first.setupCode());
    }

    /** Kills them all. */
    @Override
    public void close() {
        try {
            for (var server : servers) {
                server.kill();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("servers may still be running", hurried);
        }
    }
}
