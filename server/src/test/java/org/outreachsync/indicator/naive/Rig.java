package org.outreachsync.indicator.naive;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.outreachsync.assembly.Engine;
import org.outreachsync.keys.Keyring;
import org.outreachsync.log.EventLog;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.sync.Requests;
import org.outreachsync.sync.SyncService;
import org.outreachsync.sync.TestTerms;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.v1.Status;

/** A server that programmes are sent to, on one day and at one hour. */
public final class Rig {

    private static final Set<Status> FINE = Set.of(Status.STATUS_APPLIED, Status.STATUS_MERGED, Status.STATUS_REVIEW);

    private final DocumentStore store;
    private final Keyring keys;
    private final Engine engine;
    private final SyncService server;
    private final Set<String> sites = new TreeSet<>();

    /** Over memory, with keys that are the same in every run. */
    public Rig() {
        this(new MemoryStore(), FixedKeys.keyring());
    }

    /** Over a store and keys that the caller looks into as well. */
    public Rig(DocumentStore store, Keyring keys) {
        this.store = store;
        this.keys = keys;
        engine = new Engine(store, keys, CodeListReader.published(), () -> Instant.ofEpochMilli(Tablet.NOW_MS));
        server = engine.sync(TestTerms.of(TestTerms.programme()), site -> {});
    }

    /** What the server is put together from. */
    public Engine engine() {
        return engine;
    }

    public DocumentStore store() {
        return store;
    }

    public Keyring keys() {
        return keys;
    }

    public EventLog log() {
        return engine.log();
    }

    /** Sends everything that happened in a programme. */
    public void play(Programme programme) {
        for (var send : programme.sends()) {
            send(send, "seed " + programme.seed());
        }
    }

    /**
     * Sends one batch.
     *
     * @param what named when the server does not take an op as it is
     * @throws AssertionError when it does not
     */
    public void send(Send send, String what) {
        var request = send.request();
        sites.add(request.getScope());
        var ack = server.sync(send.caller(), Requests.of(request)).response().getAck();
        if (ack.getResultsCount() != request.getOpsCount()) {
            throw new AssertionError(
                    what + ": " + ack.getResultsCount() + " results for " + request.getOpsCount() + " ops");
        }
        for (int at = 0; at < ack.getResultsCount(); at++) {
            var result = ack.getResults(at);
            // Whoever counts in a tally that a colleague has voided meanwhile is told so.
            if (!FINE.contains(result.getStatus()) && !result.getCode().equals("RECORD_VOID")) {
                var op = what + ", " + send.caller().id() + " op " + result.getOpNo();
                throw new AssertionError(op + ": " + result + "for " + request.getOps(at));
            }
        }
    }

    /** What the log of these sites says now. */
    public NaiveIndicators count(Collection<String> of) {
        return new NaiveIndicators(NaiveRecords.of(log(), of), Tablet.TODAY);
    }

    /** What the log of all sites that sent something says now. */
    public NaiveIndicators count() {
        return count(sites);
    }

    /** The same of sites that are somewhere. */
    NaiveIndicators count(Question.Places places) {
        return new NaiveIndicators(NaiveRecords.of(log(), sites), Tablet.TODAY, places);
    }
}
