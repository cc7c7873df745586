package org.outreachsync.load;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The real server in a separate process, over one data folder; it can be killed and restarted. */
public final class ServerProcess {

    private static final Pattern SETUP_CODE = Pattern.compile("One-time set-up code, until \\S+: (\\S+)");
    private static final String ERROR = "\"level\":\"ERROR\"";
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final int PORT_MIN = 15_000;
    private static final int PORT_MAX = 32_000;

    private final Path folder;
    private Map<String, String> environment;
    private Build build;
    private final int port;
    private final int managementPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private int starts;
    private Process process;
    private Duration readyAfter = Duration.ZERO;

    private ServerProcess(Path folder, Map<String, String> environment, Build build, int port, int managementPort)
            throws IOException {
        this.folder = folder;
        this.environment = environment;
        this.build = build;
        this.port = port;
        this.managementPort = managementPort;
        this.process = launch();
    }

    /** Starts a server over an empty folder and waits until it is ready. */
    public static ServerProcess start(Path folder, Map<String, String> environment) throws IOException {
        return start(folder, environment, Build.THIS);
    }

    /** Like {@link #start(Path, Map)}, with another build of the server. */
    public static ServerProcess start(Path folder, Map<String, String> environment, Build build) throws IOException {
        var server = new ServerProcess(folder, environment, build, freePort(), freePort());
        server.awaitReady();
        return server;
    }

    /** Where tablets and people reach it. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The process itself. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** How long the last start took until the server said that it was ready. */
    public Duration readyAfter() {
        return readyAfter;
    }

    /** Kills the process abruptly, like a power cut. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Tells the process to stop, as a service manager does.
     *
     * @return its exit code
     */
    public int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    /** Starts again over the same folder and waits until it is ready. */
    public void restart() throws IOException {
        process = launch();
        awaitReady();
    }

    /** Starts again with other settings, on the same ports, and waits until it is ready. */
    void restart(Map<String, String> settings) throws IOException {
        environment = settings;
        restart();
    }

    /** Starts another build with the same settings, on the same ports, and waits until it is ready. */
    void restart(Build other) throws IOException {
        build = other;
        restart();
    }

    /** Runs an admin command beside the server, with its settings; both outputs go into a file. */
    Process admin(Path output, String... arguments) throws IOException {
        return admin(build, output, arguments);
    }

    /** Like {@link #admin(Path, String...)}, with another build of the command. */
    Process admin(Build build, Path output, String... arguments) throws IOException {
        var words = new ArrayList<>(List.of("admin"));
        words.addAll(List.of(arguments));
        return launch(build, words, output);
    }

    /** The code that the first start printed. */
    String setupCode() throws IOException {
        var matcher = SETUP_CODE.matcher(Files.readString(output(1)));
        if (!matcher.find()) {
            throw new IllegalStateException("the first start printed no set-up code");
        }
        return matcher.group(1);
    }

    /** How many errors its starts have logged. */
    long errors() throws IOException {
        long errors = 0;
        for (int start = 1; start <= starts; start++) {
            errors += Files.readString(output(start))
                    .lines()
                    .filter(line -> line.contains(ERROR))
                    .count();
        }
        return errors;
    }

    private Process launch() throws IOException {
        starts++;
        return launch(build, List.of("serve"), output(starts));
    }

    private Process launch(Build build, List<String> arguments, Path output) throws IOException {
        var command = new ArrayList<>(build.command());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OUTREACH_") || name.equals("MONGODB_URI"));
        builder.environment().putAll(environment);
        builder.environment().put("OUTREACH_DATA", folder.resolve("data").toString());
        builder.environment().put("OUTREACH_HTTP_PORT", Integer.toString(port));
        builder.environment().put("OUTREACH_MANAGEMENT_PORT", Integer.toString(managementPort));
        return builder.start();
    }

    private Path output(int start) {
        return folder.resolve("server-" + start + ".log");
    }

    private void awaitReady() {
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        long begun = System.nanoTime();
        long end = begun + START_MAX.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    readyAfter = Duration.ofNanos(System.nanoTime() - begun);
                    return;
                }
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(
                            "the server ended with " + process.exitValue() + " while starting; see " + output(starts),
                            notYet);
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(hurried);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new IllegalStateException("the server is not ready after " + START_MAX);
    }

    /** A port below the range of ephemeral ports, so that nobody else takes it while the server is down. */
    private static int freePort() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX))
                .filter(ServerProcess::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
