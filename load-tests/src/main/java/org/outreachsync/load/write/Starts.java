package org.outreachsync.load.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts of a server over a store that has sites, and no records yet. */
final class Starts {

    private static final double MEMORY_MIB_MAX = 140;

    private Starts() {}

    /**
     * Starts it so many times in all. The first of several does not count: it prepares quicker starts.
     *
     * @param of what the store holds
     */
    static List<Line> measure(MeasuredServer server, int times, String of) throws IOException, InterruptedException {
        var starts = new ArrayList<>(List.of(server.lastStart()));
        while (starts.size() < times) {
            starts.add(server.restart());
        }
        var measured = starts.subList(times > 1 ? 1 : 0, starts.size());
        return List.of(
                Line.atMost("ready after a start, s", Spread.of(measured, MeasuredServer.Start::seconds), of, 1.5, 0.7),
                Line.atMost(
                        "memory when ready, MiB",
                        Spread.of(measured, MeasuredServer.Start::memoryMiB),
                        of,
                        MEMORY_MIB_MAX,
                        MEMORY_MIB_MAX));
    }
}
