package org.outreachsync.load.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tablets that did not get the answer to a batch send it again, with the cursor that they had. */
final class Resends {

    private final MeasuredServer server;

    Resends(MeasuredServer server) {
        this.server = server;
    }

    /**
     * Uploads these, and then several times the same again.
     *
     * @param parts at most one batch of a tablet
     * @param firstRate records a second of uploads that the server did not know
     */
    Line measure(List<List<Upload>> parts, int rounds, double firstRate) throws IOException, InterruptedException {
        server.upload(parts);
        var again = new ArrayList<Round>();
        for (int round = 0; round < rounds; round++) {
            again.add(server.measure(
                            parts,
                            (connection, upload) ->
                                    connection.send(upload, upload.tablet().cursorBefore()))
                    .acks());
        }
        return Line.atLeast(
                "records a second of the same upload again",
                Spread.of(again, Round::recordsPerSecond),
                "first upload " + Spread.number(firstRate),
                firstRate,
                3 * firstRate);
    }
}
