package org.outreachsync.codes;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.outreachsync.keys.Sealer;
import org.outreachsync.model.codes.OwnCodeChange;
import org.outreachsync.model.codes.OwnCodes;
import org.outreachsync.store.Document;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.OwnCodesMapper;

/**
 * All versions of a programme's own codes that servers of this store have served, in order. Tablets may have used each
 * of them, so the next version must keep all codes of the last one.
 */
public final class ServedCodes {

    private static final String ID = "OWN_CODES/";
    /** How many versions are read at a time. */
    private static final int PAGE = 16;

    private final DocumentStore store;
    private final Sealer sealer;

    /** Those of a store. */
    public ServedCodes(DocumentStore store, Sealer sealer) {
        this.store = store;
        this.sealer = sealer;
    }

    /**
     * A served version.
     *
     * @param no counts the versions from 1; 0 before the first
     * @param codes what was served
     */
    private record State(long no, OwnCodes codes) {}

    /** The codes that were served last; {@link OwnCodes#NONE} if none ever were. */
    public OwnCodes latest() {
        return last().codes();
    }

    /** Whether another server has served a newer version than these codes. */
    public boolean isAheadOf(OwnCodes own) {
        return latest().version() > own.version();
    }

    /**
     * The changes if these codes were served next.
     *
     * @param next the codes in the operator's file; {@link OwnCodes#NONE} for no file
     */
    public List<OwnCodeChange> changes(OwnCodes next) {
        return OwnCodeChange.between(latest(), next);
    }

    /**
     * Checks that these codes may be served, and stores them before any tablet can use them.
     *
     * @throws CodesRefusedException if a served code is missing or changed
     */
    public void serve(OwnCodes next) {
        for (; ; ) {
            var last = last();
            checkMayFollow(last.codes(), next);
            if (next.equals(last.codes())) {
                return;
            }
            try {
                store.insert(Tables.HOUSEKEEPING, document(last.no() + 1, next));
                return;
            } catch (DuplicateKeyException otherServer) {
                // Another server has served other codes in the meantime; these must be able to follow them.
            }
        }
    }

    /**
     * Checks that these codes may follow the served ones.
     *
     * @throws CodesRefusedException if they may not
     */
    public void check(OwnCodes next) {
        checkMayFollow(latest(), next);
    }

    /**
     * Checks that these codes are the ones served last: others would give different counts.
     *
     * @throws CodesRefusedException if they are not
     */
    void checkServed(OwnCodes codes) {
        var latest = latest();
        checkMayFollow(latest, codes);
        if (!codes.meaning().equals(latest.meaning())) {
            throw new CodesRefusedException(
                    "OUTREACH_CODES names version " + codes.version() + " of the programme's own codes, and version "
                            + latest.version() + " is served: start the server with the new file first");
        }
    }

    private static void checkMayFollow(OwnCodes last, OwnCodes next) {
        if (next.version() == 0 && last.version() > 0) {
            throw new CodesRefusedException(
                    "version " + last.version()
                            + " of the programme's own codes was served, and OUTREACH_CODES names no file: records with these codes could not be read");
        }
        var refused = OwnCodeChange.between(last, next).stream()
                .filter(change -> change.kind() == OwnCodeChange.Kind.REFUSED)
                .map(OwnCodeChange::toString)
                .collect(Collectors.joining("\n"));
        if (!refused.isEmpty()) {
            throw new CodesRefusedException(refused);
        }
    }

    private State last() {
        var last = new State(0, OwnCodes.NONE);
        for (; ; ) {
            long first = last.no() + 1;
            var ids = LongStream.range(first, first + PAGE)
                    .mapToObj(no -> ID + no)
                    .toList();
            var found = new HashMap<Long, Document>();
            store.get(Tables.HOUSEKEEPING, ids).forEach(document -> found.put(document.version(), document));
            for (var next = found.get(first); next != null; next = found.get(first)) {
                last = new State(first, read(next));
                first++;
            }
            if (found.size() < PAGE) {
                return last;
            }
        }
    }

    private OwnCodes read(Document document) {
        try {
            var body = sealer.open(document.body(), document.id());
            return OwnCodesMapper.fromMessage(org.outreachsync.wire.v1.OwnCodes.parseFrom(body));
        } catch (InvalidProtocolBufferException damaged) {
            throw new StoreException("the codes that were served cannot be read", damaged);
        }
    }

    private Document document(long no, OwnCodes codes) {
        var body = sealer.seal(OwnCodesMapper.toMessage(codes).toByteArray(), ID + no);
        return new Document(ID + no, no, Map.of(), body);
    }
}
