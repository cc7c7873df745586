package org.outreachsync.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.ClientCodeFormat;
import org.outreachsync.model.CodeScript;

/**
 * The settings of an operator. See {@link #from} for the variables, defaults and ranges.
 *
 * @param http where tablets and people connect
 * @param management where probes and the metrics collector connect
 * @param data the folder of the embedded store
 * @param mongoUri the connection string of MongoDB, or null for the embedded store
 * @param keys the folder of the keysets
 * @param tls certificate and key of the HTTP port, or null for plain HTTP behind a proxy that terminates TLS
 * @param programme the settings of the programme
 * @param catalogue the programme's own indicators, or null
 * @param codes the programme's own codes, or null
 * @param workers how many requests may use the store at the same time
 * @param proxyHops how many trusted proxies are in front and append to X-Forwarded-For
 * @param drain how long a stopping server waits for in-flight requests
 * @param setup how the first admin comes in
 * @param exports what is set for exports
 * @param traces where traces go
 * @param backupRecipients who can open backups, each a recipient of age
 */
public record ServerConfig(
        Listen http,
        Listen management,
        Path data,
        @Nullable String mongoUri,
        Path keys,
        @Nullable Tls tls,
        ProgrammeSettings programme,
        @Nullable Path catalogue,
        @Nullable Path codes,
        int workers,
        int proxyHops,
        Duration drain,
        Setup setup,
        ExportSettings exports,
        TraceSettings traces,
        Set<String> backupRecipients) {

    private static final int PORT_MAX = 65_535;
    private static final int WORKERS = 64;
    private static final int WORKERS_MAX = 1_024;
    private static final int DAYS_MAX = 365;
    /** Enough to register a client every two minutes for a whole shift. */
    private static final int NEW_CODES_PER_DAY = 200;

    private static final int NEW_CODES_PER_DAY_MAX = 100_000;

    public ServerConfig {
        backupRecipients = Set.copyOf(backupRecipients);
    }

    /** How the first admin comes in. */
    public enum Setup {
        /** Each start without an admin prints a one-time code. */
        CODE,
        /** By the command line only, where standard output is collected and read by others. */
        NONE
    }

    /**
     * A socket to listen on.
     *
     * @param host a name or address of this machine
     * @param port 0 picks a free port
     */
    public record Listen(String host, int port) {}

    /**
     * TLS files in PEM.
     *
     * @param certificate the chain, the server's own first
     * @param key the private key, PKCS #8
     */
    public record Tls(Path certificate, Path key) {}

    /**
     * Reads the environment.
     *
     * @param variables the environment
     * @throws ConfigException naming every variable that is wrong, and what is allowed
     */
    public static ServerConfig from(Map<String, String> variables) {
        return from(variables, unknown -> {});
    }

    /**
     * Like {@link #from(Map)}.
     *
     * @param unknown receives the names of unknown variables with the server's prefix, which may be mistyped
     */
    public static ServerConfig from(Map<String, String> variables, Consumer<String> unknown) {
        var environment = new Environment(variables);
        for (var name : environment.namesBeginning("OUTREACH_OIDC_")) {
            environment.complain(name + " must not be set: sign-in through OpenID Connect is not served yet.");
        }
        var data = environment.path("OUTREACH_DATA", Path.of("data"));
        var config = new ServerConfig(
                listen(environment, "OUTREACH_HTTP", "0.0.0.0", 8080),
                listen(environment, "OUTREACH_MANAGEMENT", "127.0.0.1", 8081),
                data,
                mongoUri(environment),
                environment.path("OUTREACH_KEYS", data.resolve("keys")),
                tls(environment),
                programme(environment),
                environment.readableFile("OUTREACH_CATALOGUE"),
                environment.readableFile("OUTREACH_CODES"),
                environment.whole("OUTREACH_WORKERS", WORKERS, 1, WORKERS_MAX),
                environment.whole("OUTREACH_PROXY_HOPS", 0, 0, 3),
                Duration.ofSeconds(environment.whole("OUTREACH_DRAIN_SECONDS", 30, 1, 300)),
                environment.parsed(
                        "OUTREACH_SETUP",
                        Setup.CODE,
                        "code or none",
                        written -> Setup.valueOf(written.toUpperCase(Locale.ROOT))),
                ExportSettings.from(environment),
                TraceSettings.from(environment),
                environment.words("OUTREACH_BACKUP_RECIPIENTS"));
        if (config.http.port() != 0 && config.http.port() == config.management.port()) {
            environment.refuse("OUTREACH_MANAGEMENT_PORT", "another port than OUTREACH_HTTP_PORT");
        }
        environment.finish();
        environment.unknownBeginning("OUTREACH_").forEach(unknown);
        return config;
    }

    private static Listen listen(Environment environment, String prefix, String host, int port) {
        return new Listen(
                environment.text(prefix + "_HOST", host), environment.whole(prefix + "_PORT", port, 0, PORT_MAX));
    }

    private static @Nullable String mongoUri(Environment environment) {
        var uri = environment.text("MONGODB_URI");
        if (uri != null && !uri.startsWith("mongodb://") && !uri.startsWith("mongodb+srv://")) {
            environment.refuse("MONGODB_URI", "a connection string that begins with mongodb:// or mongodb+srv://");
            return null;
        }
        return uri;
    }

    private static @Nullable Tls tls(Environment environment) {
        var certificate = environment.readableFile("OUTREACH_TLS_CERT");
        var key = environment.readableFile("OUTREACH_TLS_KEY");
        boolean oneOnly =
                (environment.text("OUTREACH_TLS_CERT") == null) != (environment.text("OUTREACH_TLS_KEY") == null);
        if (oneOnly) {
            environment.complain("OUTREACH_TLS_CERT and OUTREACH_TLS_KEY must both be set, or neither.");
        }
        return certificate == null || key == null ? null : new Tls(certificate, key);
    }

    private static ProgrammeSettings programme(Environment environment) {
        return new ProgrammeSettings(
                environment.parsed(
                        "OUTREACH_TIME_ZONE",
                        ZoneId.of("Asia/Bishkek"),
                        "a time zone such as Asia/Bishkek",
                        ZoneId::of),
                environment.parsed(
                        "OUTREACH_PROGRAMME_START",
                        LocalDate.of(2015, 1, 1),
                        "a date such as 2015-01-01",
                        LocalDate::parse),
                clientCodes(environment),
                environment.whole("OUTREACH_NEW_CODES_PER_DAY", NEW_CODES_PER_DAY, 1, NEW_CODES_PER_DAY_MAX),
                environment.whole("OUTREACH_OFFLINE_DAYS", 30, 1, DAYS_MAX),
                environment.whole("OUTREACH_PURGE_DAYS", 7, 1, DAYS_MAX),
                Duration.ofSeconds(environment.whole("OUTREACH_NEXT_SYNC_SECONDS", 900, 10, 86_400)));
    }

    private static ClientCodeFormat clientCodes(Environment environment) {
        var script = environment.parsed(
                "OUTREACH_CLIENT_CODE_SCRIPT", CodeScript.CYRILLIC, "CYRILLIC or LATIN", CodeScript::valueOf);
        return environment.parsed(
                "OUTREACH_CLIENT_CODE_PATTERN",
                ClientCodeFormat.of("GYYYYMMFF", script),
                "G, YYYY or YY, MM and FF once each in any order, and may end in T, such as GYYYYMMFF",
                pattern -> ClientCodeFormat.of(pattern, script));
    }

    /** Omits the connection string, which contains a password. */
    @Override
    public String toString() {
        return "ServerConfig[http=" + http + ", management=" + management + ", store="
                + (mongoUri == null ? data : "MongoDB") + "]";
    }
}
