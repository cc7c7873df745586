package org.outreachsync.config;

import java.time.Duration;

/**
 * Limits of the making and delivery of exports.
 *
 * @param parcels of what is delivered
 * @param sftp of an upload
 * @param mail of a notice
 * @param push of a delivery over HTTP
 * @param dhis2 of the patience with a DHIS2
 * @param outbound of a request over HTTP
 * @param exports of rounds, waits and leases
 * @param donorKeys of the keys with which recipients fetch exports
 * @param destinations of what people set up
 */
public record ChannelLimits(
        Parcels parcels,
        Sftp sftp,
        Mail mail,
        PushLimits push,
        DeliveryLimits dhis2,
        OutboundLimits outbound,
        ExportLimits exports,
        DonorKeys donorKeys,
        DestinationLimits destinations) {

    /**
     * Limits of one parcel.
     *
     * @param filesMax the maximum number of files
     * @param bytesMax the maximum size of all files together
     * @param nameLengthMax characters of the name of a file
     */
    public record Parcels(int filesMax, long bytesMax, int nameLengthMax) {}

    /**
     * Limits of an upload over SFTP.
     *
     * @param connect for opening the connection
     * @param logIn from there to the end of the login
     * @param silence for how long the far side may say nothing
     * @param delivery for the whole parcel
     * @param chatterBytesMax what the far side may send beside the files that are read back
     */
    public record Sftp(Duration connect, Duration logIn, Duration silence, Duration delivery, long chatterBytesMax) {}

    /**
     * Limits of a notice by e-mail.
     *
     * @param connect for opening the connection
     * @param silence for how long the mail server may say nothing
     * @param delivery for the whole notice
     * @param replyBytesMax what the mail server may say altogether
     * @param recipientsMax the maximum number of recipients
     */
    public record Mail(Duration connect, Duration silence, Duration delivery, int replyBytesMax, int recipientsMax) {}

    /**
     * Limits of donor keys.
     *
     * @param lifetimeMax the maximum lifetime of a key
     * @param keysMax the maximum number of keys of all destinations, including those that are not valid any more
     */
    public record DonorKeys(Duration lifetimeMax, int keysMax) {}

    static ChannelLimits ofProduction() {
        return new ChannelLimits(
                new Parcels(/* filesMax= */ 64, /* bytesMax= */ 1L << 30, /* nameLengthMax= */ 220),
                new Sftp(
                        /* connect= */ Duration.ofSeconds(20),
                        /* logIn= */ Duration.ofSeconds(60),
                        /* silence= */ Duration.ofSeconds(60),
                        /* delivery= */ Duration.ofMinutes(30),
                        /* chatterBytesMax= */ 8 << 20),
                new Mail(
                        /* connect= */ Duration.ofSeconds(20),
                        /* silence= */ Duration.ofSeconds(60),
                        /* delivery= */ Duration.ofMinutes(3),
                        /* replyBytesMax= */ 256 << 10,
                        /* recipientsMax= */ 20),
                PushLimits.standard(),
                DeliveryLimits.standard(),
                OutboundLimits.standard(),
                ExportLimits.standard(),
                new DonorKeys(/* lifetimeMax= */ Duration.ofDays(400), /* keysMax= */ 1_000),
                DestinationLimits.ofProduction());
    }

    /** The same with other limits of exports. */
    public ChannelLimits withExports(ExportLimits other) {
        return new ChannelLimits(parcels, sftp, mail, push, dhis2, outbound, other, donorKeys, destinations);
    }
}
