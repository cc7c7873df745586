package org.outreachsync.export.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The address of a recipient's server, without any secret.
 *
 * @param secure whether by TLS
 * @param host a name or an address, in lower case
 * @param port the port
 * @param path what stands before every target; empty, or a slash and something that does not end in one
 */
public record Endpoint(boolean secure, String host, int port, String path) {

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int PORT_MAX = 65_535;

    /**
     * Reads an address such as {@code https://dhis2.example/hiv}.
     *
     * @throws IllegalArgumentException if it is none, or has a user, a query or a fragment: credentials never stand in
     *     an address
     */
    public static Endpoint of(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException none) {
            // The text may hold a password: neither the cause nor the text goes on.
            throw new IllegalArgumentException("not an address such as https://dhis2.example/path");
        }
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if ((!secure && !scheme.equals("http")) || uri.getHost() == null) {
            throw new IllegalArgumentException("not an address such as https://dhis2.example/path");
        } else if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("an address has no user, query or fragment");
        }
        int port = uri.getPort() < 0 ? (secure ? HTTPS_PORT : HTTP_PORT) : uri.getPort();
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("a port is from 1 to " + PORT_MAX);
        }
        return new Endpoint(secure, host(uri.getHost()), port, path(uri.getRawPath()));
    }

    private static String host(String written) {
        var host = written.toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static String path(String written) {
        return written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
    }
}
