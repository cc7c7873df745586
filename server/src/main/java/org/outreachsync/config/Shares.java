package org.outreachsync.config;

import java.time.Duration;

/**
 * The share of one caller in resources that all callers share, so that nobody can take all of them. Many tablets share
 * an address behind a mobile operator: of 2,000 that sync every quarter of an hour and stay for half a minute, some 70
 * are connected at a time. Behind trusted proxies, connections are the proxies' own, and only requests are counted by
 * address and token.
 *
 * @param addressConnectionsMax open connections of one address; the next one closes the oldest idle one
 * @param tokenConnectionsMax open connections on which one token was shown last; the next one closes the oldest idle
 *     one
 * @param addressRequestsMax in-flight requests of one address
 * @param deviceRequestsMax in-flight requests of one device; it sends one at a time, and retries when a line broke
 * @param personRequestsMax in-flight requests of one person; a dashboard sends several at once
 * @param codeRequestsMax in-flight requests with one-time codes, of all callers
 * @param addressCodeRequestsMax in-flight requests with one-time codes, of one address
 * @param lookUpsMax tokens that are looked up in the store at the same time; cached tokens need no look-up
 * @param addressLookUpsMax of these, of one address
 * @param addressLookUpsWaitingMax tokens of one address that wait to be looked up
 * @param lookUpPatience how long each waits
 */
public record Shares(
        int addressConnectionsMax,
        int tokenConnectionsMax,
        int addressRequestsMax,
        int deviceRequestsMax,
        int personRequestsMax,
        int codeRequestsMax,
        int addressCodeRequestsMax,
        int lookUpsMax,
        int addressLookUpsMax,
        int addressLookUpsWaitingMax,
        Duration lookUpPatience) {

    /** A copy with other numbers of in-flight requests, for tests. */
    public Shares withRequests(int address, int device, int person, int codes, int addressCodes) {
        return new Shares(
                addressConnectionsMax,
                tokenConnectionsMax,
                address,
                device,
                person,
                codes,
                addressCodes,
                lookUpsMax,
                addressLookUpsMax,
                addressLookUpsWaitingMax,
                lookUpPatience);
    }

    /** A copy with other numbers of connections, for tests. */
    public Shares withConnections(int address, int token) {
        return new Shares(
                address,
                token,
                addressRequestsMax,
                deviceRequestsMax,
                personRequestsMax,
                codeRequestsMax,
                addressCodeRequestsMax,
                lookUpsMax,
                addressLookUpsMax,
                addressLookUpsWaitingMax,
                lookUpPatience);
    }
}
