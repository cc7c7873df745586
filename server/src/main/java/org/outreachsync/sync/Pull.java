package org.outreachsync.sync;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.BatchLimits;
import org.outreachsync.identity.Device;
import org.outreachsync.keys.Keyring;
import org.outreachsync.log.LogGeneration;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordId;
import org.outreachsync.projection.RecordProjector;
import org.outreachsync.record.RecordEntry;
import org.outreachsync.record.RecordStore;
import org.outreachsync.record.SiteState;
import org.outreachsync.wire.RecordMapper;
import org.outreachsync.wire.v1.Change;
import org.outreachsync.wire.v1.SyncFrame;
import org.outreachsync.wire.v1.SyncResponse;

/**
 * Gives a tablet every record of a site that changed since its cursor, in its newest state. Records are ordered by the
 * sequence number of their last change, and everything up to {@code head} is applied. A record that changes during the
 * pull moves beyond {@code head} and comes with the next pull, so that none is skipped.
 */
public final class Pull {

    private static final int FIRST_PAGE = 128;
    /** How many records are asked for once the first are found to be too few. */
    private static final int PAGE = 1_000;

    private final RecordStore records;
    private final RecordMapper mapper;
    private final Keyring keys;
    private final LogGeneration generation;
    private final BatchLimits.Answer limits;
    private final RecordProjector projector;

    /** Pulls these records. */
    public Pull(
            RecordStore records,
            RecordMapper mapper,
            Keyring keys,
            LogGeneration generation,
            BatchLimits.Answer limits,
            RecordProjector projector) {
        this.records = records;
        this.mapper = mapper;
        this.keys = keys;
        this.generation = generation;
        this.limits = limits;
        this.projector = projector;
    }

    /** The sequence number in the log that a tablet has reached; what it was given is never beyond the log. */
    long reached(SyncFrame request) {
        return cursor(request).version();
    }

    private PullCursor cursor(SyncFrame request) {
        return PullCursor.open(request.getCursor(), keys, request.getScope(), generation.get());
    }

    /**
     * Adds one page of changes to an answer.
     *
     * @param state the state of the site; its sequence number is the one up to which the log is applied; confirmed, if
     *     the tablet has reached more
     * @param ackSeq the sequence number of the batch that this answer acknowledges; 0 for none
     * @param changed all records that were changed at that sequence number, or null to have them read
     * @throws org.outreachsync.refusal.RefusedException CURSOR_EXPIRED when the cursor belongs to another log
     */
    void pull(
            Device device,
            SyncFrame request,
            SiteState state,
            long ackSeq,
            @Nullable Collection<RecordEntry> changed,
            SyncResponse.Builder response) {
        var site = request.getScope();
        long head = state.seq();
        var cursor = cursor(request);
        if (cursor.version() > head) {
            throw PullCursor.expired();
        }
        var page = new Page(device, cursor, ackSeq, budget(request));
        boolean isLastOnly = cursor.version() == head - 1 && cursor.after() == null;
        var end = changed != null && isLastOnly ? fill(changed, page) : fill(site, head, page);
        if (end == null) {
            var digest = digest(site, state);
            response.setStateHash(digest.total());
            if (request.getBucketHashesCount() > 0) {
                resend(request, digest, page, response);
            }
        }
        var next = end == null ? new PullCursor(head, null) : end;
        response.addAllChanges(page.changes)
                .setCursor(next.seal(keys, site, generation.get()))
                .setMore(end != null);
    }

    private int budget(SyncFrame request) {
        int wanted = request.getMaxBytes();
        return wanted <= 0 ? limits.bytesMax() : Math.min(wanted, limits.bytesMax());
    }

    private static @Nullable PullCursor fill(Collection<RecordEntry> changed, Page page) {
        var end = page.cursor;
        for (var entry : changed.stream().sorted(RecordEntry.BY_ID).toList()) {
            if (!page.add(entry)) {
                return end;
            }
            end = new PullCursor(entry.state().version(), entry.state().id());
        }
        return null;
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

    private SiteDigest digest(String site, SiteState state) {
        var known = state.digest();
        if (known != null) {
            return new SiteDigest(known);
        }
        var computed = SiteDigest.of(records, site, state.seq());
        projector.remember(site, state.withDigest(computed.buckets()));
        return computed;
    }

    private void resend(SyncFrame request, SiteDigest digest, Page page, SyncResponse.Builder response) {
        var site = request.getScope();
        var differing = digest.differing(request.getBucketHashesList());
        if (differing.isEmpty()) {
            return;
        }
        var ids = SiteDigest.inBuckets(records, site, differing);
        for (int bucket : differing) {
            var entries =
                    records.load(site, ids.getOrDefault(bucket, List.of())).values();
            if (!page.addBucket(entries)) {
                return;
            }
            response.addResetBuckets(bucket);
        }
    }

    private Change change(Device device, RecordEntry entry) {
        var state = entry.state();
        var shown = state.shown();
        var change = mapper.toChange(state.type(), shown)
                .setRecordId(ByteString.copyFrom(state.id().toBytes()))
                .setVersion(state.version())
                .setHlc(state.latestHlc());
        if (mapper.hasTallies(state.type())) {
            change.setOwnShare(mapper.ownShare(state.type(), shown, Path.slot(device.no(), device.epoch())));
        }
        return change.build();
    }

    /** The changes of one answer, up to the size that the tablet wants. */
    private final class Page {

        private final Device device;
        private final PullCursor cursor;
        private final long ackSeq;
        private final int bytesMax;
        private final List<Change> changes = new ArrayList<>();
        private final Set<RecordId> sent = new HashSet<>();
        private long bytes;

        Page(Device device, PullCursor cursor, long ackSeq, int bytesMax) {
            this.device = device;
            this.cursor = cursor;
            this.ackSeq = ackSeq;
            this.bytesMax = bytesMax;
        }

        /** Adds a record, or says that the page is full. */
        boolean add(RecordEntry entry) {
            if (isKnown(entry)) {
                return true;
            }
            var change = change(device, entry);
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
            var added = fresh.stream().map(entry -> change(device, entry)).toList();
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
         * Whether the tablet can work out the record by itself: the batch just acknowledged is the only change since
         * its cursor, and was merged with nothing that the tablet had not seen.
         */
        private boolean isKnown(RecordEntry entry) {
            return entry.state().version() == ackSeq
                    && entry.clean()
                    && entry.previousVersion() <= cursor.version()
                    && cursor.after() == null;
        }
    }
}
