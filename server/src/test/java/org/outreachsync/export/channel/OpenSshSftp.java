package org.outreachsync.export.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** OpenSSH's server, started as a user without rights, with all of its files in a folder of its own. */
final class OpenSshSftp implements FarSftp {

    /** A user whom every Linux has; sshd takes {@code nobody} for a locked account. */
    private static final String WITHOUT_RIGHTS = "daemon";

    private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");

    private final Path home;
    private final String privateKey;
    private final List<String> hostKeys = new ArrayList<>();
    private final int port;
    private final Process process;
    private final CompletableFuture<Boolean> listening = new CompletableFuture<>();
    private volatile boolean sawALogin;

    OpenSshSftp(Path home, Setup setup) throws Exception {
        this.home = home;
        Files.createDirectories(folder());
        var userKey = SshKeys.make("ssh-ed25519");
        this.privateKey = SshKeys.privateText(userKey);
        write("authorized_keys", SshKeys.publicLine(userKey) + "\n");
        this.port = freePort();
        write("sshd_config", config(setup));
        if (IS_ROOT) {
            run("chown", "-R", WITHOUT_RIGHTS, home.toString());
        }
        this.process = new ProcessBuilder("bash", "-c", command(setup))
                .redirectErrorStream(true)
                .start();
        Thread.ofVirtual().start(this::follow);
        listening.get(30, TimeUnit.SECONDS);
    }

    private String config(Setup setup) throws IOException {
        var lines = new ArrayList<>(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "PidFile none",
                "AuthorizedKeysFile " + home.resolve("authorized_keys"),
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication yes",
                "KbdInteractiveAuthentication no",
                "Subsystem sftp internal-sftp",
                "LogLevel DEBUG1"));
        for (var kind : setup.hostKeys()) {
            var pair = SshKeys.make(kind);
            hostKeys.add(SshKeys.publicLine(pair));
            lines.add("HostKey " + write(kind, SshKeys.privateText(pair)));
        }
        if (setup.weak()) {
            lines.add("Ciphers aes128-cbc");
        }
        return String.join("\n", lines) + "\n";
    }

    /** A file that grows beyond the limit of the process counts as one on a full disk: the write fails. */
    private String command(Setup setup) {
        var limit =
                setup.bytesMax() == Long.MAX_VALUE ? "" : "trap '' XFSZ; ulimit -f " + setup.bytesMax() / 1024 + "; ";
        var user =
                IS_ROOT ? "setpriv --reuid=" + WITHOUT_RIGHTS + " --regid=" + WITHOUT_RIGHTS + " --clear-groups " : "";
        return limit + "exec " + user + "/usr/sbin/sshd -D -e -f " + home.resolve("sshd_config");
    }

    private void follow() {
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                sawALogin |= line.contains("userauth-request");
                if (line.contains("Server listening on")) {
                    listening.complete(true);
                }
            }
        } catch (IOException gone) {
            // The server was stopped.
        }
        listening.completeExceptionally(new IllegalStateException("sshd ended before it listened"));
    }

    private Path write(String name, String text) throws IOException {
        var file = home.resolve(name);
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** A port below the range of ephemeral ports, which other tests ask for all the time. */
    private static int freePort() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(15_000, 32_000))
                .filter(OpenSshSftp::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command));
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<String> hostKeys() {
        return hostKeys;
    }

    @Override
    public String user() {
        return IS_ROOT ? WITHOUT_RIGHTS : System.getProperty("user.name");
    }

    @Override
    public String privateKey() {
        return privateKey;
    }

    @Override
    public String folderName() {
        return folder().toString();
    }

    @Override
    public Path folder() {
        return home.resolve("in");
    }

    @Override
    public boolean sawALogin() {
        return sawALogin;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
