package org.outreachsync.load.write;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A new cluster of PostgreSQL in a scratch folder, with its default durability: each commit is forced to the disk. It
 * refuses to run as root; then it runs as another user of the machine.
 */
final class PostgresCluster implements AutoCloseable {

    private static final List<String> USERS = List.of("postgres", "nobody");
    private static final int STOP_SECONDS = 30;

    private final Process process;
    private final int port;

    private PostgresCluster(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Makes a cluster and starts it.
     *
     * @param folder on the same disk as the server's data
     */
    static PostgresCluster start(PostgresPrograms programs, Path folder) throws IOException, InterruptedException {
        var home = Files.createDirectory(folder.resolve("postgres"));
        var prefix = asUser(folder, home);
        var data = home.resolve("data").toString();
        var log = folder.resolve("postgres.log");
        var made = launch(
                prefix,
                log,
                programs.program("initdb"),
                "--pgdata=" + data,
                "--username=bench",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C");
        if (made.waitFor() != 0) {
            throw new IOException("initdb failed; see " + log);
        }
        int port = freePort();
        var process = launch(
                prefix,
                log,
                programs.program("postgres"),
                "-D",
                data,
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=");
        return new PostgresCluster(process, port);
    }

    private static List<String> asUser(Path folder, Path home) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        for (var user : USERS) {
            var asking = new ProcessBuilder("id", "-g", user).start();
            var group = new String(asking.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (!group.isEmpty()) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
                Files.setOwner(
                        home,
                        home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
                return List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--");
            }
        }
        throw new IOException("PostgreSQL does not run as root, and there is no user " + String.join(" or ", USERS));
    }

    private static Process launch(List<String> prefix, Path log, String... words) throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where to connect. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=bench&reWriteBatchedInserts=true";
    }

    /** The process above all processes of the cluster. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Stops it in an orderly way. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
