package org.outreachsync.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.outreachsync.device.transport.Transport;

/** A network that does to some requests what a {@link Fault} says, as the seed draws it. */
final class FaultyTransport implements Transport {

    private final Transport server;
    private final RandomGenerator random;
    private final List<Answer> heard = new ArrayList<>();
    private int struck;
    private boolean calm;

    FaultyTransport(Transport server, RandomGenerator random) {
        this.server = server;
        this.random = random;
    }

    /** All faults end. */
    void calm() {
        calm = true;
    }

    /** They begin again. */
    void storm() {
        calm = false;
    }

    /** How many requests a fault struck. */
    int struck() {
        return struck;
    }

    @Override
    public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
        var passing = new Passing(server, path, headers, body, heard, random);
        if (calm || random.nextInt(5) < 2) {
            return passing.deliver();
        }
        struck++;
        return passing.pick(List.of(Fault.values())).strike(passing);
    }
}
