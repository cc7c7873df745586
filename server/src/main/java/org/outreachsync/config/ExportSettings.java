package org.outreachsync.config;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets for exports.
 *
 * @param hosts the hosts that exports may be sent to, in lower case
 * @param ownNetwork further hosts, which may have private addresses
 * @param trusted a file with the certificates of authorities, in PEM, that are trusted in place of those of the JVM
 *     when exports are sent, or null
 * @param recounted how many reported periods of a data set are counted again at each occurrence of a schedule
 * @param mail the mail server that notices are sent by, or null for no notices
 */
public record ExportSettings(
        Set<String> hosts,
        Set<String> ownNetwork,
        @Nullable Path trusted,
        int recounted,
        @Nullable Mail mail) {

    private static final int RECOUNTED_MAX = 60;

    public ExportSettings {
        hosts = Set.copyOf(hosts);
        ownNetwork = Set.copyOf(ownNetwork);
    }

    /** How a connection to the mail server is encrypted. */
    public enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    /**
     * A mail server.
     *
     * @param host its name
     * @param port its port
     * @param security how the connection is encrypted
     * @param from the sender's address
     * @param contact who answers questions about notices
     */
    public record Mail(String host, int port, Security security, String from, String contact) {}

    static ExportSettings from(Environment environment) {
        var host = environment.text("OUTREACH_MAIL_HOST");
        int port = environment.whole("OUTREACH_MAIL_PORT", 587, 1, 65_535);
        var security = environment.parsed(
                "OUTREACH_MAIL_SECURITY", Security.STARTTLS, "STARTTLS, TLS or NONE", Security::valueOf);
        var from = environment.text("OUTREACH_MAIL_FROM");
        var contact = environment.text("OUTREACH_MAIL_CONTACT");
        boolean isComplete = from != null && contact != null;
        if (host != null && !isComplete) {
            environment.complain("OUTREACH_MAIL_HOST needs OUTREACH_MAIL_FROM and OUTREACH_MAIL_CONTACT.");
        }
        return new ExportSettings(
                environment.words("OUTREACH_EXPORT_HOSTS"),
                environment.words("OUTREACH_EXPORT_OWN_NETWORK"),
                environment.readableFile("OUTREACH_EXPORT_TRUSTED"),
                environment.whole("OUTREACH_EXPORT_RECOUNTED_PERIODS", 12, 0, RECOUNTED_MAX),
                host == null || from == null || contact == null ? null : new Mail(host, port, security, from, contact));
    }
}
