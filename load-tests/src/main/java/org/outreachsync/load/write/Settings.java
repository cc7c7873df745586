package org.outreachsync.load.write;

import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.outreachsync.load.indicator.Options;
import org.outreachsync.load.indicator.Shape;

/**
 * What is measured.
 *
 * @param uploaders that upload at the same time
 * @param warmUp how long the server is uploaded to before anything is measured
 * @param batches of an uploader and round
 * @param rounds of each measurement
 * @param batch records of a batch
 * @param records that are kept in the end
 * @param starts of the server in all
 * @param herd tablets that come at the end of a shift
 * @param herdWithin how long they take to come
 * @param sites that are uploaded to; those of the herd are others
 * @param seed of the records
 * @param server the script that starts the server; null for the classes of the bench
 * @param docs the folder whose page of figures is renewed, with figures of other loads too; null for none
 */
record Settings(
        int uploaders,
        Duration warmUp,
        int batches,
        int rounds,
        int batch,
        long records,
        int starts,
        int herd,
        Duration herdWithin,
        int sites,
        long seed,
        @Nullable Path server,
        @Nullable Path docs) {

    static final List<String> OPTIONS = List.of(
            "uploaders",
            "warm-up",
            "batches",
            "rounds",
            "batch",
            "records",
            "starts",
            "herd",
            "herd-seconds",
            "sites",
            "seed",
            "server",
            "docs");

    /** So many tablets of the herd share a site. */
    static final int HERD_OF_SITE = 20;

    private static final int PEOPLE_OF_SITE = 400;
    private static final int YEARS = 3;
    private static final int RECORDS_OF_DAY_MIN = 60;

    static Settings of(Options options) {
        var server = options.text("server");
        var docs = options.text("docs");
        return new Settings(
                (int) options.number("uploaders", 8),
                Duration.ofSeconds(options.number("warm-up", 120)),
                (int) options.number("batches", 30),
                (int) options.number("rounds", 5),
                (int) options.number("batch", 100),
                options.number("records", 400_000),
                (int) options.number("starts", 6),
                (int) options.number("herd", 500),
                Duration.ofSeconds(options.number("herd-seconds", 30)),
                (int) options.number("sites", 256),
                options.number("seed", 20_260_101),
                server == null ? null : Path.of(server),
                docs == null ? null : Path.of(docs));
    }

    /** The records of all sites, of which as many are generated as are asked for. */
    Shape shape() {
        int all = sites + Math.ceilDiv(herd, HERD_OF_SITE);
        long ofSite = Math.max(2 * records / sites, 365L * YEARS * RECORDS_OF_DAY_MIN);
        return new Shape(all * ofSite, all * PEOPLE_OF_SITE, all, YEARS, seed);
    }

    /** A month of which figures may be asked. */
    String month() {
        return YearMonth.from(shape().first()).format(DateTimeFormatter.ofPattern("yyyyMM", Locale.ROOT));
    }

    @Override
    public String toString() {
        return "%d uploaders, rounds of %d batches each, %d records a batch, %d sites, seed %d"
                .formatted(uploaders, batches, batch, sites, seed);
    }
}
