package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.Map;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Server;
import org.outreachsync.config.ConfigException;
import org.outreachsync.config.ServerConfig;

/** {@code ./outreach serve}: the server, configured by its environment, until it is told to stop. */
public final class Main {

    private Main() {}

    /** Serves. Exit codes: 0 after a stop, 1 when it could not start, 2 for a wrong configuration or command line. */
    public static void main(String[] arguments) {
        int code = run(arguments, System.getenv(), System.out, System.err);
        if (code != Exit.OK) {
            System.exit(code);
        }
    }

    /** Serves in this process; exit codes as of {@link #main}. */
    public static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.length > 0) {
            boolean help = arguments[0].equals("--help") || arguments[0].equals("-h");
            if (!help) {
                err.println("The server takes no arguments, and was given: " + String.join(" ", arguments) + ".");
            }
            (help ? out : err)
                    .println(
                            "usage: ./outreach serve\nConfigured by environment variables alone; see the table in README.md.");
            return help ? Exit.OK : Exit.USAGE;
        }
        try {
            serve(
                    ServerConfig.from(
                            environment,
                            name -> err.println(name + " is not a variable of the server; is it mistyped?")),
                    out);
            return Exit.OK;
        } catch (ConfigException wrong) {
            wrong.problems().forEach(err::println);
            return Exit.USAGE;
        } catch (RuntimeException | LinkageError failed) {
            err.println("The server cannot start: " + StartFailure.sentence(failed));
            return Exit.REFUSED;
        }
    }

    private static void serve(ServerConfig config, PrintStream out) {
        var around = Backend.openToServe(config);
        Server server;
        try {
            server = Server.start(config, around);
        } catch (RuntimeException | LinkageError failed) {
            around.store().close();
            throw failed;
        }
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    server.close();
                    around.store().close();
                }));
        out.println("Serving on " + (config.tls() == null ? "http" : "https") + "://localhost:" + server.port()
                + ", management on http://" + config.management().host() + ":" + server.managementPort());
        var setup = server.identities().people().openSetup();
        if (setup != null) {
            out.println("No admin yet. One-time set-up code, until " + setup.expires() + ": " + setup.code());
            out.println("Use it once: POST /v1/setup with {\"code\": \"...\", \"name\": \"...\"}");
        }
        out.flush();
    }
}
