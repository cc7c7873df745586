package org.outreachsync.config;

import java.time.Duration;

/**
 * Every size, count, depth, rate and time that the server keeps to, in one place. The limits of single fields of a
 * record are options in the contract; those of a document and a stretch of an index belong to the store's port.
 *
 * @param batches of one sync
 * @param http of one connection and one request
 * @param shares of one caller in what all callers share
 * @param rates of one caller
 * @param identities of sites, devices, codes and people
 * @param targets of targets and size estimates
 * @param codes of a programme's own codes
 * @param pages of lists
 * @param management of the management port
 * @param certificates of the certificate of the HTTP port
 */
public record Limits(
        Batches batches,
        Http http,
        Shares shares,
        Rates rates,
        Identities identities,
        Targets targets,
        Codes codes,
        Pages pages,
        Management management,
        CertificateLimits certificates) {

    public Limits {
        // A record may disagree with itself and be a possible duplicate of another.
        if (pages.inbox() < 2 * batches.opsMax()) {
            throw new IllegalArgumentException("what one batch brings to an inbox must fit a page");
        }
    }

    /**
     * Limits of one sync. A full batch of 500 ops is some 30 KiB on the wire.
     *
     * @param opsMax the most ops of a batch
     * @param wireBytesMax the most bytes of a body as it comes
     * @param inflatedBytesMax the most bytes of a body once inflated
     * @param ratioMax how many times its wire size a body may inflate to; a batch of many equal ops stays below 50
     * @param ratioFreeBytes what a body may inflate to whatever its ratio
     * @param gzipMembersMax the most members of a gzip body; whoever compresses a body writes one
     * @param cursorBytesMax the longest cursor
     * @param changesMax the most changes in one answer
     * @param changeBytesMax the most bytes of changes in one answer
     * @param lateBatchesMax the batches that a revoked device, or one for a site it lost, may still hand in
     * @param siteWaitersMax requests that wait for one site at the same time, while another works on it
     * @param siteWaitersShare they are never more than the workers divided by this
     * @param sitePatience how long each of them waits
     * @param recordMovesMax the most days that one record may ever be filed under, and the most events that it may ever
     *     have been
     * @param recordWritesMax the most writes that may stand in one record; many tablets may count in one tally
     */
    public record Batches(
            int opsMax,
            int wireBytesMax,
            int inflatedBytesMax,
            int ratioMax,
            int ratioFreeBytes,
            int gzipMembersMax,
            int cursorBytesMax,
            int changesMax,
            int changeBytesMax,
            int lateBatchesMax,
            int siteWaitersMax,
            int siteWaitersShare,
            Duration sitePatience,
            int recordMovesMax,
            int recordWritesMax) {

        /** The most that may wait for one site where so many work at the same time. */
        public int siteWaitersMax(int workers) {
            return Math.min(siteWaitersMax, workers / siteWaitersShare);
        }
    }

    /**
     * Limits of connections and requests.
     *
     * @param connectionsMax open at the same time
     * @param requestsMax under way at the same time, those included that are still being read: with the wire size it
     *     bounds the memory
     * @param requestLineMax characters of the first line of a request
     * @param headerBytesMax all headers of a request
     * @param headersMax headers of a request; a browser behind two proxies sends some 30
     * @param headerLengthMax characters of the name and the value of one header
     * @param chunkBytesMax one chunk of a body
     * @param jsonBytesMax a JSON body
     * @param codeBytesMax a body with a one-time code, which is read before anybody can know who sends it; an enrolment
     *     has some 300 bytes
     * @param gzipBytesMin an answer below is not worth compressing
     * @param request from the first line to the last byte of the answer
     * @param headers from the opening of a connection, or the last answer on it, to the end of the next request's
     *     headers; TLS included
     * @param bodyBytesPerSecondMin a body must come at least so fast, counted from the end of the grace. The slowest
     *     line that tablets were seen on brings 350
     * @param bodyGrace how long a body may take whatever its rate; some 500 bytes come in it at a seventh of that line,
     *     more than one act needs
     * @param idle without a byte in either direction
     * @param handshake for TLS on a slow line
     * @param linger how long a refused body is still thrown away, so that the refusal is read before the connection
     *     closes
     */
    public record Http(
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
        public Http withDeadlines(Duration newRequest, Duration newHeaders) {
            return with(connectionsMax, requestsMax, newRequest, newHeaders, bodyGrace);
        }

        /** The same with another grace of bodies, for tests. */
        public Http withBodyGrace(Duration newGrace) {
            return with(connectionsMax, requestsMax, request, headers, newGrace);
        }

        /** The same with room for others, for tests. */
        public Http withRoom(int newConnections, int newRequests) {
            return with(newConnections, newRequests, request, headers, bodyGrace);
        }

        private Http with(
                int newConnections, int newRequests, Duration newRequest, Duration newHeaders, Duration newGrace) {
            return new Http(
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

    /**
     * A bucket of requests that fills steadily.
     *
     * @param burst how many may come at once
     * @param perMinute how many it refills a minute
     */
    public record Rate(int burst, int perMinute) {}

    /**
     * Rates of callers. Many tablets share an address behind a mobile operator.
     *
     * @param device syncs of one device
     * @param person requests of one person
     * @param address all requests of one address
     * @param codes tries of one-time codes from one address
     * @param callersMax callers remembered at the same time
     * @param retryAfterMax the longest pause that a refused caller is told; the one told is a random part of it, so
     *     that no herd returns
     */
    public record Rates(Rate device, Rate person, Rate address, Rate codes, int callersMax, Duration retryAfterMax) {}

    /**
     * Limits of identities.
     *
     * @param cache how long a server may act on what it knew of a token; revocation acts within this time
     * @param cachedMax tokens remembered
     * @param seenEvery how often the time of the last sync of a device is written down
     * @param codeTtl how long a one-time code counts when nobody says otherwise
     * @param codeTtlMax the longest that may be asked for
     * @param setupTtl how long the code of the first start counts
     * @param accessTtl how long a person's token counts
     * @param sitesOfOneMax the most sites of a code, a device or a person
     * @param nameLengthMax characters of a name
     * @param placementsMax the most placements that a site may have had
     * @param sitesMax the most sites of a programme
     * @param peopleMax the most people of a programme, those included whose access has ended
     */
    public record Identities(
            Duration cache,
            int cachedMax,
            Duration seenEvery,
            Duration codeTtl,
            Duration codeTtlMax,
            Duration setupTtl,
            Duration accessTtl,
            int sitesOfOneMax,
            int nameLengthMax,
            int placementsMax,
            int sitesMax,
            int peopleMax) {}

    /**
     * Limits of targets and size estimates.
     *
     * @param yearMin the first year
     * @param yearMax the last year
     * @param valueMax the largest value
     * @param decimalsMax the most digits behind the point of a target that is no count
     * @param sourceLengthMin the fewest characters of a source
     * @param sourceLengthMax the most characters of a source
     * @param countMax the most that may be entered in all, replaced ones included
     */
    public record Targets(
            int yearMin,
            int yearMax,
            long valueMax,
            int decimalsMax,
            int sourceLengthMin,
            int sourceLengthMax,
            int countMax) {}

    /**
     * Limits of a programme's own codes. Tablets fetch them whole and keep them in memory.
     *
     * @param fileBytesMax the largest file
     * @param countMax the most codes in all lists
     * @param labelLengthMax characters of a label
     */
    public record Codes(int fileBytesMax, int countMax, int labelLengthMax) {}

    /**
     * The most items of one page of a list.
     *
     * @param identities sites, devices and people
     * @param targets targets and size estimates
     * @param inbox reviews and quarantine; at least what one batch may bring
     */
    public record Pages(int identities, int targets, int inbox) {}

    /**
     * Limits of the management port.
     *
     * @param connectionsMax open at the same time
     * @param requestsMax under way at the same time
     * @param requestLineMax characters of the first line of a request
     * @param headerBytesMax all headers of a request
     * @param request from the opening of a connection, or the last answer on it, to the end of the next headers, and
     *     from there to the last byte of the answer
     * @param check how long readiness waits for one of its checks
     * @param writeKnown how long a write that succeeded shows that writing works
     */
    public record Management(
            int connectionsMax,
            int requestsMax,
            int requestLineMax,
            int headerBytesMax,
            Duration request,
            Duration check,
            Duration writeKnown) {}

    /** What a server in production keeps to. */
    public static Limits standard() {
        return new Limits(
                new Batches(
                        500,
                        256 << 10,
                        2 << 20,
                        100,
                        64 << 10,
                        8,
                        256,
                        2_000,
                        512 << 10,
                        20,
                        16,
                        4,
                        Duration.ofSeconds(5),
                        60,
                        5_000),
                new Http(
                        10_000,
                        1_000,
                        2_048,
                        16 << 10,
                        100,
                        4 << 10,
                        16 << 10,
                        16 << 10,
                        4 << 10,
                        512,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        50,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(1)),
                new Shares(1_000, 32, 250, 4, 16, 100, 10, 64, 8, 250, Duration.ofSeconds(5)),
                new Rates(
                        new Rate(60, 120),
                        new Rate(120, 600),
                        new Rate(3_000, 30_000),
                        new Rate(20, 10),
                        100_000,
                        Duration.ofSeconds(20)),
                new Identities(
                        Duration.ofMillis(1_500),
                        50_000,
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofDays(7),
                        Duration.ofDays(1),
                        Duration.ofDays(90),
                        64,
                        80,
                        100,
                        2_000,
                        9_000),
                new Targets(2_000, 2_100, 100_000_000, 4, 3, 200, 10_000),
                new Codes(1 << 20, 1_000, 120),
                new Pages(200, 1_000, 1_000),
                new Management(
                        64, 16, 1_024, 8 << 10, Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(10)),
                new CertificateLimits(Duration.ofSeconds(30), Duration.ofDays(21), 4, Duration.ofDays(1)));
    }

    /** The same with other limits of connections and requests. */
    public Limits withHttp(Http other) {
        return new Limits(batches, other, shares, rates, identities, targets, codes, pages, management, certificates);
    }

    /** The same with other shares. */
    public Limits withShares(Shares other) {
        return new Limits(batches, http, other, rates, identities, targets, codes, pages, management, certificates);
    }

    /** The same with other limits of the management port. */
    public Limits withManagement(Management other) {
        return new Limits(batches, http, shares, rates, identities, targets, codes, pages, other, certificates);
    }

    /** The same with other limits of the certificate. */
    public Limits withCertificates(CertificateLimits other) {
        return new Limits(batches, http, shares, rates, identities, targets, codes, pages, management, other);
    }

    /** The same with other rates. */
    public Limits withRates(Rates other) {
        return new Limits(batches, http, shares, other, identities, targets, codes, pages, management, certificates);
    }
}
