package org.outreachsync.config;

/**
 * What one caller may hold of what all callers share, so that no one can hold it all. Many tablets share an address behind a mobile operator: of 2,000 that
 * sync every quarter of an hour and stay for half a minute, some 70 are there at a time. Behind trusted proxies connections are the proxies'
 * own, and only requests are counted by address and token.
 *
 * @param addressConnectionsMax open connections of one address; the next one takes the place of its oldest idle one
 * @param tokenConnectionsMax open connections on which one token was shown last; the next one closes the oldest idle one
 * @param addressRequestsMax requests of one address under way
 * @param deviceRequestsMax requests of one device under way; it sends one at a time, and comes again when a line broke
 * @param personRequestsMax requests of one person under way; a screen of figures asks several at once
 * @param codeRequestsMax requests with one-time codes under way, of all callers
 * @param addressCodeRequestsMax requests with one-time codes of one address under way
 */
public record Shares(
        int addressConnectionsMax,
        int tokenConnectionsMax,
        int addressRequestsMax,
        int deviceRequestsMax,
        int personRequestsMax,
        int codeRequestsMax,
        int addressCodeRequestsMax) {}
