package org.outreachsync.export.run;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.export.delivery.Channel;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.Recipients;
import org.outreachsync.export.outbox.Notices;
import org.outreachsync.indicator.catalogue.Catalogue;

/**
 * What exports are made from and by.
 *
 * @param recipients the destinations
 * @param counting counts and makes safe
 * @param tablets tells which tablets have synced
 * @param channels gives the channel of a destination
 * @param farSide asks the servers of recipients in dry runs
 * @param notices tells people
 * @param catalogue the definitions of the indicators
 * @param build the versions of this server
 * @param files the folder of written files, which is a cache
 * @param zone the time zone of the programme
 * @param clock now
 * @param random for ids and waits
 * @param recounted how many reported periods of a data set are counted again at each occurrence of a schedule
 * @param limits the limits
 */
public record Terms(
        Recipients recipients,
        Counting counting,
        Tablets tablets,
        Function<Destination, Channel> channels,
        FarSide farSide,
        Notices notices,
        Catalogue catalogue,
        Build build,
        Path files,
        ZoneId zone,
        InstantSource clock,
        RandomGenerator random,
        int recounted,
        ExportLimits limits) {}
