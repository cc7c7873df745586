package org.outreachsync.export.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.destination.EmailAddress;

/**
 * A mail server, and who writes to whom.
 *
 * @param host its name, which its certificate must bear
 * @param port its port
 * @param security how the connection is encrypted
 * @param login credentials, or null for a server that wants none
 * @param from the sender's address, such as {@code exports@example.org}
 * @param recipients their addresses
 */
public record SmtpSettings(
        String host, int port, Security security, @Nullable Login login, String from, List<String> recipients) {

    private static final int PORT_MAX = 65_535;

    /** How a connection is encrypted. */
    public enum Security {
        /** It begins in the clear, and must change to TLS before anything is said. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** Not at all; only for a mail server on this machine. */
        NONE
    }

    /** Credentials; prints no password. */
    public record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login[]";
        }
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if an address is more than an address, or the port is impossible
     */
    public SmtpSettings {
        recipients = List.copyOf(recipients);
        if (host.isBlank() || port < 1 || port > PORT_MAX || recipients.isEmpty()) {
            throw new IllegalArgumentException(
                    "E-mail needs a host, a port from 1 to " + PORT_MAX + " and a recipient.");
        }
        if (!EmailAddress.isOne(from) || !recipients.stream().allMatch(EmailAddress::isOne)) {
            throw new IllegalArgumentException(
                    "An e-mail address has the form name@example.org, in ASCII, without a name in front of it.");
        }
    }

    /** Of the sender. */
    String domain() {
        return from.substring(from.lastIndexOf('@') + 1);
    }
}
