package org.outreachsync.export.channel;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.Function;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.exchange.Exchange;
import org.outreachsync.export.http.Endpoint;

/**
 * Where a file is put.
 *
 * @param exchange leads to the server
 * @param target path and query; the query may hold a signature, so it is never shown
 * @param signed the headers that a signature covers, in lower case; empty if it covers none, or there is none
 * @param isPresigned whether the address allows this one upload and nothing else, not even reading it back
 */
public record PutTarget(Exchange exchange, String target, Set<String> signed, boolean isPresigned) {

    private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    private static final String SIGNATURE = "X-Amz-Signature";

    /** Finds the place of a file; empty if there is none for it. */
    @FunctionalInterface
    public interface Targets {

        Optional<PutTarget> of(ExportFile file);
    }

    /** The same account and folder for all files: a file goes to its name below the address. */
    public static Targets folder(Exchange exchange) {
        return file -> Optional.of(new PutTarget(exchange, "/" + file.name(), Set.of(), false));
    }

    /**
     * Presigned addresses of S3, one a line. Each is for the file by whose name its path ends.
     *
     * @param connect leads to the server of an address, without credentials
     * @throws IllegalArgumentException if a line is no presigned address, or two are for one file. The message names
     *     the line alone
     */
    public static Targets presigned(String addresses, Function<Endpoint, Exchange> connect) {
        var targets = new HashMap<String, PutTarget>();
        var lines = addresses.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            var line = lines.get(at).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                var uri = uri(line, at + 1);
                var path = uri.getPath();
                var target = new PutTarget(
                        connect.apply(server(uri)),
                        uri.getRawPath() + "?" + uri.getRawQuery(),
                        signed(uri.getRawQuery()),
                        true);
                if (targets.put(path.substring(path.lastIndexOf('/') + 1), target) != null) {
                    throw new IllegalArgumentException("line " + (at + 1) + ": there is an address for this file");
                }
            }
        }
        var found = Map.copyOf(targets);
        return file -> Optional.ofNullable(found.get(file.name()));
    }

    private static URI uri(String line, int number) {
        try {
            var uri = new URI(line);
            if (uri.getHost() != null
                    && uri.getRawQuery() != null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null
                    && query(uri.getRawQuery()).containsKey(SIGNATURE)) {
                return uri;
            }
        } catch (URISyntaxException none) {
            // The line holds a signature: neither it nor the cause goes on.
        }
        throw new IllegalArgumentException("line " + number + ": a presigned address of S3 is expected");
    }

    private static Endpoint server(URI uri) {
        return Endpoint.of(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    private static Set<String> signed(String rawQuery) {
        var headers = query(rawQuery).getOrDefault(SIGNED_HEADERS, "");
        var signed = new LinkedHashSet<String>();
        for (var names = new StringTokenizer(headers, ";"); names.hasMoreTokens(); ) {
            signed.add(names.nextToken().toLowerCase(Locale.ROOT));
        }
        return signed;
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        for (var pairs = new StringTokenizer(raw, "&"); pairs.hasMoreTokens(); ) {
            var pair = pairs.nextToken();
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    /** The address is not shown. */
    @Override
    public String toString() {
        return isPresigned ? "a presigned address" : target;
    }
}
