package org.outreachsync.export.run;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.ledger.Content.Versions;
import org.outreachsync.identity.Secrets;

/**
 * Versions of what all exports of this server depend on.
 *
 * @param policy SHA-256 of the rules of disclosure
 * @param catalogue SHA-256 of the catalogue of indicators
 * @param server the version of this program
 * @param java the version of the Java runtime
 */
public record Build(String policy, String catalogue, String server, String java) {

    /** SHA-256 of a text in hexadecimal digits. */
    public static String hash(String text) {
        return HexFormat.of().formatHex(Secrets.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    Versions versions(Destination destination) {
        var mapping = destination.mapping();
        return new Versions(
                destination.version(),
                hash(destination.document()),
                mapping == null ? 0 : mapping.version(),
                policy,
                catalogue,
                server,
                java);
    }

    /** What differs from the versions of an export, in words; empty for nothing. */
    String differences(Versions then) {
        var differences = new StringBuilder();
        differ("rules of disclosure", then.policy(), policy, differences);
        differ("catalogue", then.catalogue(), catalogue, differences);
        differ("server", then.server(), server, differences);
        differ("Java", then.java(), java, differences);
        return differences.toString();
    }

    private static void differ(String what, String then, String now, StringBuilder differences) {
        if (!then.equals(now)) {
            differences
                    .append(' ')
                    .append(what)
                    .append(" was ")
                    .append(then)
                    .append(", is ")
                    .append(now)
                    .append('.');
        }
    }
}
