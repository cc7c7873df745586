package org.outreachsync.edge;

import io.vertx.core.http.HttpServerRequest;

/**
 * The address of a caller, for rates. Behind trusted proxies it is the one that the outermost of them appended to X-Forwarded-For; what stands left
 * of it was written by the caller and is not believed.
 *
 * @param proxyHops how many trusted proxies stand in front
 */
record Addresses(int proxyHops) {

    String of(HttpServerRequest request) {
        var peer = request.remoteAddress();
        var direct = peer == null || peer.hostAddress() == null ? "unknown" : peer.hostAddress();
        if (proxyHops == 0) {
            return direct;
        }
        var forwarded = String.join(",", request.headers().getAll("X-Forwarded-For")).split(",", -1);
        int at = forwarded.length - proxyHops;
        return at < 0 || forwarded[at].isBlank() ? direct : forwarded[at].strip();
    }
}
