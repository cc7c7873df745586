package org.outreachsync.config;

import java.time.Duration;

/**
 * What one caller may hold of what all callers share, so that no one can hold it all. Many tablets share an address
 * behind a mobile operator: of 2,000 that sync every quarter of an hour and stay for half a minute, some 70 are there
 * at a time. Behind trusted proxies connections are the proxies' own, and only requests are counted by address and
 * token.
 *
 * @param addressConnectionsMax open connections of one address; the next one takes the place of its oldest idle one
 * @param tokenConnectionsMax open connections on which one token was shown last; the next one closes the oldest idle
 *     one
 * @param addressRequestsMax requests of one address under way
 * @param deviceRequestsMax requests of one device under way; it sends one at a time, and comes again when a line broke
 * @param personRequestsMax requests of one person under way; a screen of figures asks several at once
 * @param codeRequestsMax requests with one-time codes under way, of all callers
 * @param addressCodeRequestsMax requests with one-time codes of one address under way
 * @param lookUpsMax tokens that are looked up in the store at the same time; those that are known need none
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

    /** The same with other requests under way, for tests. */
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

    /** The same with other connections, for tests. */
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
