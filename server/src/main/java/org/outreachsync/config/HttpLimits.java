package org.outreachsync.config;

import java.time.Duration;

/**
 * Limits of connections and requests.
 *
 * @param connectionsMax open at the same time
 * @param requestsMax under way at the same time, those included that are still being read: with the wire size it bounds
 *     the memory
 * @param requestLineMax characters of the first line of a request
 * @param headerBytesMax all headers of a request
 * @param headersMax headers of a request; a browser behind two proxies sends some 30
 * @param headerLengthMax characters of the name and the value of one header
 * @param chunkBytesMax one chunk of a body
 * @param jsonBytesMax a JSON body
 * @param codeBytesMax a body with a one-time code, which is read before anybody can know who sends it; an enrolment has
 *     some 300 bytes
 * @param gzipBytesMin an answer below is not worth compressing
 * @param request from the first line to the last byte of the answer
 * @param headers from the opening of a connection, or the last answer on it, to the end of the next request's headers;
 *     TLS included
 * @param bodyBytesPerSecondMin a body must come at least so fast, counted from the end of the grace. The slowest line
 *     that tablets were seen on brings 350
 * @param bodyGrace how long a body may take whatever its rate; some 500 bytes come in it at a seventh of that line,
 *     more than one act needs
 * @param idle without a byte in either direction
 * @param handshake for TLS on a slow line
 * @param linger how long a refused body is still thrown away, so that the refusal is read before the connection closes
 */
public record HttpLimits(
        int connectionsMax,
        int requestsMax,
        int requestLineMax,
        int headerBytesMax,
        int headersMax,
        int headerLengthMax,
        int chunkBytesMax,
        int jsonBytesMax,
        int codeBytesMax,
        int gzipBytesMin,
        Duration request,
        Duration headers,
        int bodyBytesPerSecondMin,
        Duration bodyGrace,
        Duration idle,
        Duration handshake,
        Duration linger) {

    /** The same with other deadlines, for tests. */
    public HttpLimits withDeadlines(Duration newRequest, Duration newHeaders) {
        return with(connectionsMax, requestsMax, newRequest, newHeaders, bodyGrace);
    }

    /** The same with another grace of bodies, for tests. */
    public HttpLimits withBodyGrace(Duration newGrace) {
        return with(connectionsMax, requestsMax, request, headers, newGrace);
    }

    /** The same with room for others, for tests. */
    public HttpLimits withRoom(int newConnections, int newRequests) {
        return with(newConnections, newRequests, request, headers, bodyGrace);
    }

    private HttpLimits with(
            int newConnections, int newRequests, Duration newRequest, Duration newHeaders, Duration newGrace) {
        return new HttpLimits(
                newConnections,
                newRequests,
                requestLineMax,
                headerBytesMax,
                headersMax,
                headerLengthMax,
                chunkBytesMax,
                jsonBytesMax,
                codeBytesMax,
                gzipBytesMin,
                newRequest,
                newHeaders,
                bodyBytesPerSecondMin,
                newGrace,
                idle,
                handshake,
                linger);
    }
}
