package org.outreachsync.config;

import java.time.Duration;

/**
 * Limits of connections and requests.
 *
 * @param connectionsMax the maximum number of open connections
 * @param requestsMax the maximum number of in-flight requests, including those still being read; together with the wire
 *     size, it bounds memory
 * @param requestLineMax characters of the first line of a request
 * @param headerBytesMax all headers of a request
 * @param headersMax the number of headers; a browser behind two proxies sends some 30
 * @param headerLengthMax characters of one header, name and value together
 * @param chunkBytesMax one chunk of a body
 * @param jsonBytesMax a JSON body
 * @param codeBytesMax a body with a one-time code, which is read before the caller is known; an enrolment has some 300
 *     bytes
 * @param gzipBytesMin smaller answers are not compressed
 * @param request from the first line to the last byte of the answer
 * @param headers from the opening of a connection, or the last answer on it, to the end of the next request's headers;
 *     TLS included
 * @param bodyBytesPerSecondMin the minimum rate of a body after the grace period; the slowest line on which tablets
 *     were seen has 350
 * @param bodyGrace for how long any rate is accepted; at a seventh of that line, some 500 bytes arrive in it, more than
 *     one act needs
 * @param idle the time without a byte in either direction
 * @param handshake the time for a TLS handshake, also on a slow line
 * @param linger for how long a refused body is still read and discarded, so that the caller can read the refusal before
 *     the connection closes
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

    /** A copy with other deadlines, for tests. */
    public HttpLimits withDeadlines(Duration newRequest, Duration newHeaders) {
        return with(connectionsMax, requestsMax, newRequest, newHeaders, bodyGrace, linger);
    }

    /** A copy with another grace period for bodies, for tests. */
    public HttpLimits withBodyGrace(Duration newGrace) {
        return with(connectionsMax, requestsMax, request, headers, newGrace, linger);
    }

    /** A copy with other numbers of connections and requests, for tests. */
    public HttpLimits withRoom(int newConnections, int newRequests) {
        return with(newConnections, newRequests, request, headers, bodyGrace, linger);
    }

    /** A copy in which a refused connection stays open for another time, for tests. */
    public HttpLimits withLinger(Duration newLinger) {
        return with(connectionsMax, requestsMax, request, headers, bodyGrace, newLinger);
    }

    private HttpLimits with(
            int newConnections,
            int newRequests,
            Duration newRequest,
            Duration newHeaders,
            Duration newGrace,
            Duration newLinger) {
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
                newLinger);
    }
}
