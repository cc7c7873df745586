package org.outreachsync.config;

import java.time.Duration;

/**
 * All limits of the server: sizes, counts, depths, rates and times. Limits of single fields of a record are options in
 * the contract; those of a document and an index range are in the store's interface.
 *
 * @param batches of one sync
 * @param http of one connection and one request
 * @param shares of one caller, in resources that all callers share
 * @param rates of one caller
 * @param identities of sites, devices, codes and people
 * @param targets of targets and size estimates
 * @param codes of a programme's own codes
 * @param pages of lists
 * @param management of the management port
 * @param certificates of the certificate of the HTTP port
 * @param channels of the delivery of exports
 */
public record Limits(
        BatchLimits batches,
        HttpLimits http,
        Shares shares,
        Rates rates,
        Identities identities,
        Targets targets,
        Codes codes,
        Pages pages,
        ManagementLimits management,
        CertificateLimits certificates,
        ChannelLimits channels) {

    public Limits {
        // A record may have a conflict and also be a possible duplicate, so one op can add two reviews.
        if (pages.inbox() < 2 * batches.opsMax()) {
            throw new IllegalArgumentException("a page of an inbox must hold the reviews of one batch");
        }
    }

    /**
     * A token bucket of requests.
     *
     * @param burst how many may be sent at once
     * @param perMinute the refill per minute
     */
    public record Rate(int burst, int perMinute) {}

    /**
     * Rates of callers. Many tablets share an address behind a mobile operator.
     *
     * @param device syncs of one device
     * @param person requests of one person
     * @param address all requests of one address
     * @param codes requests with one-time codes from one address
     * @param callersMax how many callers are remembered at the same time
     * @param retryAfterMax the longest Retry-After; the actual one is random up to this, so that callers do not all
     *     return at once
     */
    public record Rates(Rate device, Rate person, Rate address, Rate codes, int callersMax, Duration retryAfterMax) {}

    /**
     * Limits of identities.
     *
     * @param cache for how long a server may use a cached token; a revocation takes effect within this time
     * @param cachedMax the maximum number of cached tokens
     * @param seenEvery how often the time of a device's last sync is stored
     * @param codeTtl the default lifetime of a one-time code
     * @param codeTtlMax the maximum lifetime of a one-time code
     * @param setupTtl the lifetime of the code of the first start
     * @param accessTtl the lifetime of a person's token
     * @param sitesOfOneMax the maximum number of sites of a code, a device or a person
     * @param nameLengthMax characters of a name
     * @param placementsMax the maximum number of placements of a site
     * @param sitesMax the maximum number of sites; servers that add the last ones concurrently may exceed it slightly
     * @param peopleMax the maximum number of people, including those whose access has ended; servers that add the last
     *     ones concurrently may exceed it slightly
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
     * @param decimalsMax the maximum number of decimals of a percentage or ratio
     * @param sourceLengthMin the minimum length of a source
     * @param sourceLengthMax the maximum length of a source
     * @param countMax the maximum number of entries, including replaced ones
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
     * Limits of a programme's own codes. Tablets fetch all of them and hold them in memory.
     *
     * @param fileBytesMax the largest file
     * @param countMax the maximum number of codes in all lists
     * @param labelLengthMax characters of a label
     */
    public record Codes(int fileBytesMax, int countMax, int labelLengthMax) {}

    /**
     * The maximum number of items on a page of a list.
     *
     * @param identities sites, devices and people
     * @param targets targets and size estimates
     * @param inbox reviews and quarantine; at least as many as one batch may add
     */
    public record Pages(int identities, int targets, int inbox) {}

    /** The limits of a server in production. The compiler checks the names beside the values. */
    public static Limits standard() {
        return new Limits(
                batchesOfProduction(),
                httpOfProduction(),
                sharesOfProduction(),
                new Rates(
                        /* device= */ new Rate(/* burst= */ 60, /* perMinute= */ 120),
                        /* person= */ new Rate(/* burst= */ 120, /* perMinute= */ 600),
                        /* address= */ new Rate(/* burst= */ 3_000, /* perMinute= */ 30_000),
                        /* codes= */ new Rate(/* burst= */ 20, /* perMinute= */ 10),
                        /* callersMax= */ 100_000,
                        /* retryAfterMax= */ Duration.ofSeconds(20)),
                identitiesOfProduction(),
                new Targets(
                        /* yearMin= */ 2_000,
                        /* yearMax= */ 2_100,
                        /* valueMax= */ 100_000_000,
                        /* decimalsMax= */ 4,
                        /* sourceLengthMin= */ 3,
                        /* sourceLengthMax= */ 200,
                        /* countMax= */ 10_000),
                new Codes(/* fileBytesMax= */ 1 << 20, /* countMax= */ 1_000, /* labelLengthMax= */ 120),
                new Pages(/* identities= */ 200, /* targets= */ 1_000, /* inbox= */ 1_000),
                ManagementLimits.ofProduction(),
                new CertificateLimits(
                        /* lookEvery= */ Duration.ofSeconds(30),
                        /* warnBefore= */ Duration.ofDays(21),
                        /* warnPart= */ 4,
                        /* remindEvery= */ Duration.ofDays(1)),
                ChannelLimits.ofProduction());
    }

    private static BatchLimits batchesOfProduction() {
        return new BatchLimits(
                /* opsMax= */ 500,
                /* opBytesMax= */ 16 << 10,
                /* wireBytesMax= */ 256 << 10,
                /* inflatedBytesMax= */ 2 << 20,
                /* ratioMax= */ 100,
                /* ratioFreeBytes= */ 64 << 10,
                /* gzipMembersMax= */ 8,
                /* textLengthMax= */ 64,
                /* defaultsBytesMax= */ 1 << 10,
                /* doneCommandsMax= */ 64,
                /* commandIdLengthMax= */ 256,
                /* cursorBytesMax= */ 256,
                /* lateBatchesMax= */ 20,
                new BatchLimits.Answer(/* changesMax= */ 2_000, /* bytesMax= */ 512 << 10),
                new BatchLimits.SiteQueue(
                        /* waitersMax= */ 16, /* workersPerWaiter= */ 4, /* patience= */ Duration.ofSeconds(5)),
                new BatchLimits.Growth(/* movesMax= */ 60, /* writesMax= */ 5_000),
                new BatchLimits.Counting(/* sitesAtOnceMax= */ 2, /* batchesAheadMax= */ 16));
    }

    private static HttpLimits httpOfProduction() {
        return new HttpLimits(
                /* connectionsMax= */ 10_000,
                /* requestsMax= */ 1_000,
                /* requestLineMax= */ 2_048,
                /* headerBytesMax= */ 16 << 10,
                /* headersMax= */ 100,
                /* headerLengthMax= */ 4 << 10,
                /* chunkBytesMax= */ 16 << 10,
                /* jsonBytesMax= */ 16 << 10,
                /* codeBytesMax= */ 4 << 10,
                /* gzipBytesMin= */ 512,
                /* request= */ Duration.ofSeconds(30),
                /* headers= */ Duration.ofSeconds(30),
                /* bodyBytesPerSecondMin= */ 50,
                /* bodyGrace= */ Duration.ofSeconds(10),
                /* idle= */ Duration.ofSeconds(20),
                /* handshake= */ Duration.ofSeconds(20),
                /* linger= */ Duration.ofSeconds(1));
    }

    private static Shares sharesOfProduction() {
        return new Shares(
                /* addressConnectionsMax= */ 1_000,
                /* tokenConnectionsMax= */ 32,
                /* addressRequestsMax= */ 250,
                /* deviceRequestsMax= */ 4,
                /* personRequestsMax= */ 16,
                /* codeRequestsMax= */ 100,
                /* addressCodeRequestsMax= */ 10,
                /* lookUpsMax= */ 64,
                /* addressLookUpsMax= */ 8,
                /* addressLookUpsWaitingMax= */ 250,
                /* lookUpPatience= */ Duration.ofSeconds(5));
    }

    private static Identities identitiesOfProduction() {
        return new Identities(
                /* cache= */ Duration.ofMillis(1_500),
                /* cachedMax= */ 50_000,
                /* seenEvery= */ Duration.ofMinutes(5),
                /* codeTtl= */ Duration.ofMinutes(15),
                /* codeTtlMax= */ Duration.ofDays(7),
                /* setupTtl= */ Duration.ofDays(1),
                /* accessTtl= */ Duration.ofDays(90),
                /* sitesOfOneMax= */ 64,
                /* nameLengthMax= */ 80,
                /* placementsMax= */ 100,
                /* sitesMax= */ 2_000,
                /* peopleMax= */ 9_000);
    }

    /** The same with other limits of connections and requests. */
    public Limits withHttp(HttpLimits other) {
        return new Limits(
                batches, other, shares, rates, identities, targets, codes, pages, management, certificates, channels);
    }

    /** The same with other shares. */
    public Limits withShares(Shares other) {
        return new Limits(
                batches, http, other, rates, identities, targets, codes, pages, management, certificates, channels);
    }

    /** The same with other limits of the management port. */
    public Limits withManagement(ManagementLimits other) {
        return new Limits(
                batches, http, shares, rates, identities, targets, codes, pages, other, certificates, channels);
    }

    /** The same with other limits of the certificate. */
    public Limits withCertificates(CertificateLimits other) {
        return new Limits(batches, http, shares, rates, identities, targets, codes, pages, management, other, channels);
    }

    /** The same with other limits of the delivery of exports. */
    public Limits withChannels(ChannelLimits other) {
        return new Limits(
                batches, http, shares, rates, identities, targets, codes, pages, management, certificates, other);
    }

    /** The same with other rates. */
    public Limits withRates(Rates other) {
        return new Limits(
                batches, http, shares, other, identities, targets, codes, pages, management, certificates, channels);
    }
}
