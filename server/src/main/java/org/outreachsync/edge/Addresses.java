package org.outreachsync.edge;

import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The address of a caller, for rates and shares. Behind trusted proxies, it is the address that the outermost proxy
 * appended to X-Forwarded-For; anything left of it was written by the caller and is not trusted. A /64 network of IPv6
 * counts as one address, because one caller usually has all of it.
 *
 * @param proxyHops how many trusted proxies stand in front
 */
record Addresses(int proxyHops) {

    private static final String UNKNOWN = "unknown";
    private static final int LENGTH_MAX = 64;
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;
    private static final int MAPPED_AT = 12;

    String of(HttpServerRequest request) {
        var forwarded = proxyHops == 0 ? null : ofText(fromTheRight(request.headers(), proxyHops));
        return forwarded == null ? direct(request.remoteAddress()) : forwarded;
    }

    private static String direct(@Nullable SocketAddress peer) {
        var host = peer == null ? null : peer.hostAddress();
        var known = ofText(host);
        return known == null ? UNKNOWN : known;
    }

    /** Parses an address, with or without a port; null if the text is none. */
    static @Nullable String ofText(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > LENGTH_MAX) {
            return null;
        }
        int colon = text.indexOf(':');
        boolean bracketed = text.charAt(0) == '[' && text.indexOf(']') > 0;
        boolean onePort = colon > 0 && colon == text.lastIndexOf(':');
        var host = bracketed ? text.substring(1, text.indexOf(']')) : onePort ? text.substring(0, colon) : text;
        var bytes = NetUtil.createByteArrayFromIpAddressString(host);
        return bytes == null ? null : ofBytes(bytes);
    }

    /** An IPv4 address, also if it is mapped to IPv6, or the /64 of an IPv6 address. */
    private static String ofBytes(byte[] address) {
        if (address.length == V4_BYTES) {
            return v4(address, 0);
        }
        boolean mapped = address.length == V6_BYTES && address[10] == -1 && address[11] == -1;
        for (int at = 0; mapped && at < 10; at++) {
            mapped = address[at] == 0;
        }
        return mapped ? v4(address, MAPPED_AT) : HexFormat.of().formatHex(address, 0, NETWORK_BYTES) + "/64";
    }

    private static String v4(byte[] address, int from) {
        return (address[from] & 0xFF) + "." + (address[from + 1] & 0xFF) + "." + (address[from + 2] & 0xFF) + "."
                + (address[from + 3] & 0xFF);
    }

    private static @Nullable String fromTheRight(MultiMap headers, int place) {
        return fromTheRight(headers.getAll("X-Forwarded-For"), place);
    }

    /** The item at this position, from 1, counted from the end of several lists that are read as one. */
    static @Nullable String fromTheRight(List<String> lists, int place) {
        int left = place;
        for (var list : lists.reversed()) {
            for (int end = list.length(); end >= 0; ) {
                int comma = list.lastIndexOf(',', end - 1);
                left--;
                if (left == 0) {
                    return list.substring(comma + 1, end).strip();
                }
                end = comma;
            }
        }
        return null;
    }
}
