package org.outreachsync.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.wire.v1.SyncFrame;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * Between tablets and servers: loses requests and answers, delivers twice, and keeps copies to deliver them much later.
 */
final class Network {

    private static final int COPIES_MAX = 20;

    private final RandomGenerator random;
    private final List<Copy> copies = new ArrayList<>();
    private int refusals;

    private record Copy(VirtualTablet tablet, SyncFrame request) {}

    Network(RandomGenerator random) {
        this.random = random;
    }

    /** One attempt of a tablet to sync, on a bad line. */
    void attempt(VirtualTablet tablet, ServerProcess server, SyncFrame request) {
        if (random.nextInt(6) == 0 && copies.size() < COPIES_MAX) {
            copies.add(new Copy(tablet, request));
        }
        switch (random.nextInt(10)) {
            case 0 -> failed(tablet);
            case 1, 2 -> {
                deliver(tablet, server, request, false);
                failed(tablet);
            }
            case 3 -> {
                deliver(tablet, server, request, false);
                deliver(tablet, server, request, true);
            }
            default -> deliver(tablet, server, request, true);
        }
    }

    /** A copy of an old request arrives; nobody waits for its answer. */
    void deliverCopy(ServerProcess server) {
        if (!copies.isEmpty()) {
            var copy = copies.remove(random.nextInt(copies.size()));
            deliver(copy.tablet, server, copy.request, false);
        }
    }

    /** Delivers a request, and its answer if somebody waits for it. */
    boolean deliver(VirtualTablet tablet, ServerProcess server, SyncFrame request, boolean answered) {
        SyncResponse response;
        try {
            response = server.sync(tablet.caller(), request.toByteArray());
        } catch (RefusedException refusal) {
            refusals++;
            if (answered && !tablet.refused(request, refusal)) {
                throw new AssertionError(
                        "a tablet cannot go on after " + refusal.code() + ": " + refusal.getMessage(), refusal);
            }
            return false;
        } catch (CrashException | StoreUnavailableException noAnswer) {
            if (answered) {
                failed(tablet);
            }
            return false;
        }
        if (answered) {
            tablet.answered(request, response);
        }
        return true;
    }

    private void failed(VirtualTablet tablet) {
        if (random.nextInt(3) == 0) {
            tablet.cutAnew();
        }
    }

    int refusals() {
        return refusals;
    }
}
