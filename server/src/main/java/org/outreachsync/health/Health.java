package org.outreachsync.health;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.codes.ServedCodes;
import org.outreachsync.edge.Certificates;
import org.outreachsync.edge.Management;
import org.outreachsync.edge.Meters;
import org.outreachsync.store.WriteWatch;

/** What readiness and metrics say about store, own codes and certificate of a server. */
public final class Health {

    private final WriteWatch writes;
    private final ServedCodes served;
    private final int own;
    private final @Nullable Certificates certificates;

    /**
     * The health of a server.
     *
     * @param served what servers of the same store have served
     * @param own the version of the programme's own codes that this server serves
     * @param certificates of its port, or null without TLS
     */
    public Health(WriteWatch writes, ServedCodes served, int own, @Nullable Certificates certificates) {
        this.writes = writes;
        this.served = served;
        this.own = own;
        this.certificates = certificates;
    }

    /** The conditions of readiness. */
    public List<Management.Check> checks() {
        var checks = new ArrayList<Management.Check>();
        checks.add(new Management.Check("store-read", () -> {
            writes.ping();
            return Management.Finding.up();
        }));
        checks.add(new Management.Check("log-write", () -> {
            var since = writes.look();
            return since == null ? Management.Finding.up() : Management.Finding.down("writes fail since " + since);
        }));
        checks.add(new Management.Check("own-codes", () -> {
            var latest = served.latest();
            return latest.version() <= own
                    ? Management.Finding.up()
                    : Management.Finding.down("another server has served version " + latest.version()
                            + " of the programme's own codes, this one has "
                            + own);
        }));
        if (certificates != null) {
            checks.add(new Management.Check("certificate", certificates::finding));
        }
        return checks;
    }

    /** Registers the metrics. */
    public void watch(Meters meters) {
        meters.watch(
                "outreach.store.writes.failing",
                "1 while writes to the store fail",
                writes,
                watched -> watched.failingSince() == null ? 0 : 1);
        meters.count("outreach.store.writes.failed", "Failed writes to the store", writes, WriteWatch::failures);
        if (certificates != null) {
            meters.watch(
                    "outreach.certificate.expiry.timestamp.seconds",
                    "When the certificate expires",
                    certificates,
                    Certificates::expirySeconds);
            meters.watch(
                    "outreach.certificate.renewal.failing",
                    "1 while the certificate files cannot be used",
                    certificates,
                    watched -> watched.isRenewalFailing() ? 1 : 0);
            meters.count(
                    "outreach.certificate.renewals.refused",
                    "Renewed certificates that could not be used",
                    certificates,
                    Certificates::refusals);
        }
    }

    /** Starts a probe on a thread of its own if writes fail. To be called periodically. */
    public void probeIfWritesFail() {
        if (writes.failingSince() != null) {
            Thread.ofVirtual().name("write-probe").start(writes::look);
        }
    }
}
