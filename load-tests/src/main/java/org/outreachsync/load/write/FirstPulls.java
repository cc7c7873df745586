package org.outreachsync.load.write;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** New tablets pull everything of a large site, one tablet at a time. */
final class FirstPulls {

    private static final int SITES = 3;
    private static final int SITES_OF_WARM_UP = 60;
    /** The largest batch. */
    private static final int BATCH = 500;
    /** A tablet may send 60 requests at once, and sends some in the other measurements. */
    private static final int BATCHES_MAX = 30;

    private final MeasuredServer server;
    private final Programme programme;
    private final Settings settings;

    FirstPulls(MeasuredServer server, Programme programme, Settings settings) {
        this.server = server;
        this.programme = programme;
        this.settings = settings;
    }

    /**
     * Everything that one tablet pulled.
     *
     * @param nanos from sending until the answers were there
     * @param bytes of all answers, as they were sent
     */
    private record Pulled(long records, long nanos, long bytes) {}

    /** Measures the pulls of a few sites that get more records, after those of smaller ones. */
    List<Line> measure() throws IOException, InterruptedException {
        int large = Math.min(SITES, settings.sites() - 1);
        int batches = Math.clamp(settings.records() / BATCH, 1, BATCHES_MAX);
        for (int site = 0; site < large; site++) {
            var tablet = programme.uploading(site);
            server.upload(List.of(IntStream.range(0, batches)
                    .mapToObj(batch -> tablet.prepare(BATCH))
                    .toList()));
        }
        for (int site = large; site < Math.min(settings.sites(), large + SITES_OF_WARM_UP); site++) {
            pull(programme.newcomer(site), server.address());
        }
        var pulled = new ArrayList<Pulled>();
        for (int site = 0; site < large; site++) {
            pulled.add(pull(programme.newcomer(site), server.address()));
        }
        return lines(pulled);
    }

    private static List<Line> lines(List<Pulled> pulled) {
        var of = "sites of some %,d records".formatted(pulled.getFirst().records());
        return List.of(
                Line.atLeast(
                        "records a second of a first pull",
                        Spread.of(pulled, one -> one.records() * 1e9 / one.nanos()),
                        of,
                        60_000,
                        100_000),
                Line.atMost(
                        "bytes of a record of a first pull, compressed",
                        Spread.of(pulled, one -> (double) one.bytes() / one.records()),
                        "",
                        100,
                        60));
    }

    private static Pulled pull(BenchTablet newcomer, URI address) throws IOException {
        var connection = new Connection(address, System.nanoTime());
        var asking = newcomer.pull();
        long records = 0;
        long nanos = 0;
        long bytes = 0;
        boolean more = true;
        while (more) {
            var received = connection.send(asking);
            records += received.response().getChangesCount();
            nanos += received.nanos();
            bytes += received.bytesDown();
            more = received.response().getMore();
        }
        return new Pulled(records, nanos, bytes);
    }
}
