package org.outreachsync.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * One attacker against a real server. Each attack runs from one loopback address, while probes from another address
 * send ordinary requests. Prints the answers to the probes and their times, beside those of a server that is not
 * attacked. Linux only, since it uses several loopback addresses. Needs some 11,000 open files.
 */
public final class EdgeSiege {

    private static final int PROBES = 28;
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(250);
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private EdgeSiege() {}

    /**
     * Runs the attacks.
     *
     * @param arguments names of attacks; none for all
     */
    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("siege");
        var server = ServerProcess.start(folder, Map.of("OUTREACH_HTTP_HOST", "0.0.0.0"));
        try {
            var admin = new AdminClient(server.address(), server.setupCode());
            admin.addSite("OSH-1");
            var asked = Arrays.asList(arguments);
            for (var attack : SiegeAttack.values()) {
                if (asked.isEmpty() || asked.contains(attack.name())) {
                    run(attack, server.address(), admin);
                }
            }
        } finally {
            server.kill();
        }
    }

    private static void run(SiegeAttack attack, URI server, AdminClient admin) throws Exception {
        var quiet = probes(server, admin);
        try (var siege = attack.begin(server)) {
            LockSupport.parkNanos(SETTLE.toNanos());
            var beside = probes(server, admin);
            System.out.printf(
                    "%-8s %s%n         quiet:  %s%n         beside: %s  (median %.1f times, longest %.1f times)%n         the attacker: %s%n",
                    attack,
                    attack.description(),
                    quiet,
                    beside,
                    ratio(beside.median(), quiet.median()),
                    ratio(beside.longest(), quiet.longest()),
                    siege.answers());
        }
        LockSupport.parkNanos(SETTLE.toNanos());
    }

    private static double ratio(double beside, double quiet) {
        return beside / Math.max(quiet, 0.1);
    }

    /** The answers to the probes, and their times in milliseconds. */
    private record Probes(Map<String, Integer> answers, List<Double> millis) {

        double median() {
            return millis.get(millis.size() / 2);
        }

        double longest() {
            return millis.getLast();
        }

        @Override
        public String toString() {
            return "%s, median %.1f ms, longest %.1f ms".formatted(answers, median(), longest());
        }
    }

    /** Sends, in turn, a tablet's, a manager's and an anonymous request, each on a new connection. */
    private static Probes probes(URI server, AdminClient admin) throws InterruptedException {
        var answers = new TreeMap<String, Integer>();
        var millis = new ArrayList<Double>();
        for (int probe = 0; probe < PROBES; probe++) {
            long begun = System.nanoTime();
            answers.merge(probe % 2 == 0 ? document(server) : enrolmentCode(admin), 1, Integer::sum);
            millis.add((System.nanoTime() - begun) / 1e6);
            LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
        }
        millis.sort(null);
        return new Probes(answers, millis);
    }

    private static String document(URI server) {
        try (var client = new SiegeClient(server, "127.0.0.1")) {
            client.write("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            return client.status();
        } catch (IOException shut) {
            return "no answer";
        }
    }

    private static String enrolmentCode(AdminClient admin) throws InterruptedException {
        try {
            admin.enrolmentCode("OSH-1");
            return "200";
        } catch (IOException refused) {
            var message = String.valueOf(refused.getMessage());
            int at = message.indexOf("answered ");
            return at < 0 ? "no answer" : message.substring(at + 9, at + 12);
        }
    }
}
