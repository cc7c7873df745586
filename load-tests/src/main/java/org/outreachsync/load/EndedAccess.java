package org.outreachsync.load;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.outreachsync.device.transport.HttpTransport;

/** Measures for how long servers accept a person and a tablet whose access another server has ended. */
final class EndedAccess {

    private static final int WORKER = 100;
    private static final int UNAUTHORIZED = 401;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private EndedAccess() {}

    /** The longest time, in milliseconds, over all servers. */
    static long measure(Path folder, ServerFleet fleet, AdminClient admin, String site, long seed) throws Exception {
        var named =
                admin.post("/v1/people", new JsonObject().put("name", "Leaves").put("role", "ADMIN"));
        var person = AdminClient.with(named.getString("token"), admin.server());
        var refusals = new ArrayList<BooleanSupplier>();
        for (var address : fleet.addresses()) {
            var there = person.at(address);
            require(!isRefused(there), "a new admin is refused");
            refusals.add(() -> isRefused(there));
        }
        long longest = untilAll(refusals, () -> admin.revoke("/v1/people/" + named.getString("id")));
        return Math.max(longest, ofTablets(folder, fleet, admin, site, seed));
    }

    /** One tablet for each server; the first server ends the access of all. */
    private static long ofTablets(Path folder, ServerFleet fleet, AdminClient admin, String site, long seed)
            throws Exception {
        var refusals = new ArrayList<BooleanSupplier>();
        var tablets = new ArrayList<ShiftWorker>();
        var before = ids(admin);
        for (var address : fleet.addresses()) {
            var today = LocalDate.now(ZoneOffset.UTC);
            int no = WORKER + tablets.size();
            var tablet = new ShiftWorker(folder, new HttpTransport(address), site, no, today, seed);
            tablet.enrol(admin.enrolmentCode(site));
            tablet.finish();
            tablets.add(tablet);
            refusals.add(tablet::isRefused);
        }
        var added = ids(admin);
        added.removeAll(before);
        require(added.size() == tablets.size(), "the tablets are not listed");
        try {
            return untilAll(refusals, () -> {
                for (var id : added) {
                    admin.revoke("/v1/devices/" + id);
                }
            });
        } finally {
            tablets.forEach(ShiftWorker::close);
        }
    }

    /** Ends some access. */
    private interface Ending {
        void run() throws IOException, InterruptedException;
    }

    private static long untilAll(List<BooleanSupplier> refusals, Ending ending)
            throws IOException, InterruptedException {
        ending.run();
        long ended = System.nanoTime();
        for (var isRefused : refusals) {
            while (!isRefused.getAsBoolean()) {
                require(System.nanoTime() - ended < PATIENCE.toNanos(), "access did not end");
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
        return Duration.ofNanos(System.nanoTime() - ended).toMillis();
    }

    private static boolean isRefused(AdminClient person) {
        try {
            return person.status("/v1/sites") == UNAUTHORIZED;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurried);
        }
    }

    private static List<String> ids(AdminClient admin) throws IOException, InterruptedException {
        var items = admin.get("/v1/devices").getJsonArray("items");
        var ids = new ArrayList<String>();
        for (int at = 0; at < items.size(); at++) {
            ids.add(items.getJsonObject(at).getString("id"));
        }
        return ids;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
