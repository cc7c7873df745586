package org.outreachsync.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Server;
import org.outreachsync.backup.AgeKeys;
import org.outreachsync.backup.BackupException;
import org.outreachsync.config.ConfigException;
import org.outreachsync.config.ServerConfig;

/** The command that runs the server, configured by its environment, until it is told to stop. */
final class ServeCommand {

    static final String NAME = "serve";

    private ServeCommand() {}

    /** Starts the server and returns. It stops when the process is told to, which then ends with {@link Exit#OK}. */
    static int run(Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            start(
                    ServerConfig.from(
                            environment,
                            name -> err.println(name + " is not a variable of the server; is it mistyped?")),
                    out,
                    err);
            return Exit.OK;
        } catch (ConfigException wrong) {
            wrong.problems().forEach(err::println);
            return Exit.USAGE;
        } catch (RuntimeException | LinkageError failed) {
            err.println("The server cannot start: " + StartFailure.sentence(failed));
            return Exit.REFUSED;
        }
    }

    private static void start(ServerConfig config, PrintStream out, PrintStream err) {
        Server.readAhead(config);
        checkRecipients(config);
        var backend = Backend.openToServe(config);
        Server server;
        try {
            server = Server.start(config, backend);
        } catch (RuntimeException | LinkageError failed) {
            backend.store().close();
            throw failed;
        }
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> stop(server, backend, out, err)));
        StopSignals.exitWith(Exit.OK);
        out.println("Serving on " + (config.tls() == null ? "http" : "https") + "://localhost:" + server.port()
                + ", management on http://" + config.management().host() + ":" + server.managementPort());
        var setup = config.setup() == ServerConfig.Setup.CODE
                ? server.identities().people().openSetup()
                : null;
        if (setup != null) {
            out.println("No admin yet. One-time set-up code, until " + setup.expires() + ": " + setup.code());
            out.println("Use it once: POST /v1/setup with {\"code\": \"...\", \"name\": \"...\"}");
        }
        out.flush();
    }

    /** Whoever finds out by the first backup may find out too late. */
    private static void checkRecipients(ServerConfig config) {
        try {
            AgeKeys.check(config.backupRecipients());
        } catch (BackupException wrong) {
            throw new ConfigException(List.of("OUTREACH_BACKUP_RECIPIENTS: " + wrong.getMessage() + "."));
        }
    }

    private static void stop(Server server, Backend backend, PrintStream out, PrintStream err) {
        try {
            server.close();
            backend.store().close();
            out.println("Stopped.");
        } catch (RuntimeException | LinkageError failed) {
            err.println("The server did not stop in order: " + StartFailure.sentence(failed));
            Runtime.getRuntime().halt(Exit.REFUSED);
        }
    }
}
