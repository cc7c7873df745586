package org.outreachsync.export.run;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.format.Formats;
import org.outreachsync.export.ledger.Content.Versions;
import org.outreachsync.export.mapping.MappedFormats;
import org.outreachsync.identity.Secrets;

/**
 * Versions of what all exports of this server depend on.
 *
 * @param policy SHA-256 of the rules of disclosure
 * @param catalogue SHA-256 of the catalogue of indicators
 * @param formats the versions of all formats and of the manifest, by code
 * @param server the version of this program
 * @param java the version of the Java runtime
 */
public record Build(String policy, String catalogue, SortedMap<String, Integer> formats, String server, String java) {

    /** The versions of all formats and of the manifest in this program, by code. */
    public static SortedMap<String, Integer> writtenFormats() {
        var versions = new TreeMap<String, Integer>();
        Formats.ALL.forEach(format -> versions.put(format.code(), format.version()));
        MappedFormats.CODES.forEach(
                code -> versions.put(code, MappedFormats.of(code).version()));
        versions.put(Manifest.CODE, Manifest.FORMAT);
        return versions;
    }

    /** SHA-256 of a text in hexadecimal digits. */
    public static String hash(String text) {
        return HexFormat.of().formatHex(Secrets.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    Versions versions(Destination destination) {
        var mapping = destination.mapping();
        var own = new TreeMap<>(formats);
        own.keySet().retainAll(codes(destination));
        return new Versions(
                destination.version(),
                hash(destination.document()),
                mapping == null ? 0 : mapping.version(),
                policy,
                catalogue,
                own,
                server,
                java);
    }

    private static List<String> codes(Destination destination) {
        return Stream.concat(destination.formats().stream(), Stream.of(Manifest.CODE))
                .toList();
    }

    /** What differs from the versions of an export, in words; empty for nothing. */
    String differences(Versions then) {
        var differences = new StringBuilder();
        differ("rules of disclosure", then.policy(), policy, differences);
        differ("catalogue", then.catalogue(), catalogue, differences);
        then.formats()
                .forEach((code, version) ->
                        differ("format " + code, version.toString(), String.valueOf(formats.get(code)), differences));
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
