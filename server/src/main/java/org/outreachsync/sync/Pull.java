package org.outreachsync.sync;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Keyring;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.SyncFrame;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * Gives a tablet every record of a site that changed since its cursor, in its newest state. Records are ordered by the
 * sequence number in the log of their last change, and everything up to {@code head} is applied: a record that changes
 * meanwhile moves behind {@code head} and comes with the next pull, so that none is skipped.
 */
final class Pull {

    private static final int FIRST_PAGE = 128;
    /**
     * A page that begins within a sequence number of the log must reach beyond it: a batch touches fewer records than
     * this.
     */
    private static final int PAGE = 1_000;

    private final RecordStore records;
    private final RecordMapper mapper;
    private final Keyring keys;
    private final SyncLimits limits;

    Pull(RecordStore records, RecordMapper mapper, Keyring keys, SyncLimits limits) {
        this.records = records;
        this.mapper = mapper;
        this.keys = keys;
        this.limits = limits;
    }

    /**
     * One page of changes.
     *
     * @param head the sequence number up to which all is applied
     * @param ackSeq the place of the batch that this answer acknowledges; 0 for none
     * @param digest the site's digest, caught up to {@code head}
     */
    void pull(
            Caller caller,
            SyncFrame frame,
            PullCursor cursor,
            long head,
            long ackSeq,
            SiteDigest digest,
            SyncResponse.Builder response) {
        var page = new Page(caller, cursor, ackSeq, budget(frame));
        var end = fill(frame.getScope(), head, page);
        if (end == null) {
            response.setStateHash(digest.total());
            if (frame.getBucketHashesCount() > 0) {
                resend(frame, digest, page, response);
            }
        }
        var next = end == null ? new PullCursor(head, null) : end;
        response.addAllChanges(page.changes)
                .setCursor(next.seal(keys, frame.getScope()))
                .setMore(end != null);
    }

    private int budget(SyncFrame frame) {
        int wanted = frame.getMaxBytes();
        return wanted <= 0 ? limits.changeBytesMax() : Math.min(wanted, limits.changeBytesMax());
    }

    private @Nullable PullCursor fill(String site, long head, Page page) {
        long version = page.cursor.version();
        var after = page.cursor.after();
        while (true) {
            int limit = after == null ? FIRST_PAGE : PAGE;
            var found = records.find(site, after == null ? version + 1 : version, head, limit);
            boolean fresh = false;
            for (var record : found) {
                var next = record.version();
                if (after != null && next.version() == version && next.id().compareTo(after) <= 0) {
                    continue;
                }
                fresh = true;
                if (!page.add(record.content().get())) {
                    return new PullCursor(version, after);
                }
                version = next.version();
                after = next.id();
            }
            if (found.size() < limit || !fresh) {
                return null;
            }
        }
    }

    private void resend(SyncFrame frame, SiteDigest digest, Page page, SyncResponse.Builder response) {
        for (int bucket : digest.differing(frame.getBucketHashesList())) {
            var entries =
                    records.load(frame.getScope(), digest.inBucket(bucket)).values();
            if (!page.addBucket(entries)) {
                return;
            }
            response.addResetBuckets(bucket);
        }
    }

    private Change change(Caller caller, RecordEntry entry) {
        var state = entry.state();
        var shown = state.shown();
        var change = mapper.toChange(state.type(), shown)
                .setRecordId(ByteString.copyFrom(state.id().toBytes()))
                .setVersion(state.version())
                .setHlc(state.latestHlc());
        if (mapper.hasTallies(state.type())) {
            change.setOwnShare(mapper.ownShare(state.type(), shown, Path.slot(caller.deviceNo(), caller.epoch())));
        }
        return change.build();
    }

    /** The changes of one answer, as many as the tablet wants at once. */
    private final class Page {

        private final Caller caller;
        private final PullCursor cursor;
        private final long ackSeq;
        private final int bytesMax;
        private final List<Change> changes = new ArrayList<>();
        private final Set<RecordId> sent = new HashSet<>();
        private long bytes;

        Page(Caller caller, PullCursor cursor, long ackSeq, int bytesMax) {
            this.caller = caller;
            this.cursor = cursor;
            this.ackSeq = ackSeq;
            this.bytesMax = bytesMax;
        }

        /** Adds a record, or says that the page is full. */
        boolean add(RecordEntry entry) {
            if (isKnown(entry)) {
                return true;
            }
            var change = change(caller, entry);
            if (!changes.isEmpty()
                    && (bytes + change.getSerializedSize() > bytesMax || changes.size() >= limits.changesMax())) {
                return false;
            }
            put(change, entry);
            return true;
        }

        /** Adds a whole bucket or nothing of it. */
        boolean addBucket(Collection<RecordEntry> entries) {
            var fresh = entries.stream()
                    .filter(entry -> !sent.contains(entry.state().id()))
                    .toList();
            var added = fresh.stream().map(entry -> change(caller, entry)).toList();
            long size = added.stream().mapToLong(Change::getSerializedSize).sum();
            boolean full = bytes + size > bytesMax || changes.size() + added.size() > limits.changesMax();
            if (full && !changes.isEmpty()) {
                return false;
            }
            for (int at = 0; at < added.size(); at++) {
                put(added.get(at), fresh.get(at));
            }
            return true;
        }

        private void put(Change change, RecordEntry entry) {
            changes.add(change);
            sent.add(entry.state().id());
            bytes += change.getSerializedSize();
        }

        /**
         * Whether the tablet knows the outcome by itself: the batch just acknowledged is all that came since its
         * cursor, and met nothing unseen.
         */
        private boolean isKnown(RecordEntry entry) {
            return entry.state().version() == ackSeq
                    && entry.clean()
                    && entry.previousVersion() <= cursor.version()
                    && cursor.after() == null;
        }
    }
}
