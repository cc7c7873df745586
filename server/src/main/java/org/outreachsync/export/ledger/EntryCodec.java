package org.outreachsync.export.ledger;

import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.ledger.Content.FileRef;
import org.outreachsync.export.ledger.Content.SnapshotRef;
import org.outreachsync.export.ledger.Content.Versions;
import org.outreachsync.export.ledger.Progress.Asked;
import org.outreachsync.export.ledger.Progress.Attempt;
import org.outreachsync.export.ledger.Progress.Cause;
import org.outreachsync.export.ledger.Progress.Result;
import org.outreachsync.indicator.Period;
import org.outreachsync.wire.exports.v1.StoredAttempt;
import org.outreachsync.wire.exports.v1.StoredChange;
import org.outreachsync.wire.exports.v1.StoredContent;
import org.outreachsync.wire.exports.v1.StoredExport;
import org.outreachsync.wire.exports.v1.StoredFile;
import org.outreachsync.wire.exports.v1.StoredNotice;
import org.outreachsync.wire.exports.v1.StoredProgress;
import org.outreachsync.wire.exports.v1.StoredSnapshot;
import org.outreachsync.wire.exports.v1.StoredStop;
import org.outreachsync.wire.exports.v1.StoredVersions;

/** Entries as they are stored. */
final class EntryCodec {

    private EntryCodec() {}

    static StoredExport stored(Entry entry) {
        var id = entry.id();
        var origin = entry.origin();
        var stored = StoredExport.newBuilder()
                .setDestination(id.destination())
                .setDataSet(id.dataSet())
                .setPeriod(id.period().text())
                .setRevision(id.revision())
                .setState(entry.state().name())
                .setCreatedAt(origin.created().toEpochMilli())
                .setCreatedBy(origin.by())
                .setOccurrence(origin.occurrence())
                .setWaitUntil(origin.waitUntil().toEpochMilli())
                .setProgress(stored(entry.progress()));
        var stop = entry.stop();
        if (stop != null) {
            stored.setStop(StoredStop.newBuilder()
                    .setCode(stop.code().name())
                    .setReason(stop.reason())
                    .addAllDetails(stop.details())
                    .setBy(stop.by())
                    .setFollowed(stop.isFollowed()));
        }
        if (entry.content() != null) {
            stored.setContent(stored(entry.content()));
        }
        entry.changes()
                .forEach(change -> stored.addChanges(StoredChange.newBuilder()
                        .setCell(change.cell())
                        .setBefore(change.before())
                        .setAfter(change.after())));
        var approval = entry.approval();
        if (approval != null) {
            stored.setApprovedAt(approval.at().toEpochMilli()).setApprovedBy(approval.by());
        }
        var notice = entry.notice();
        if (notice != null) {
            stored.setNotice(StoredNotice.newBuilder()
                    .setKind(notice.kind().name())
                    .setDueAt(notice.due().toEpochMilli())
                    .setTries(notice.tries()));
        }
        return stored.build();
    }

    private static StoredProgress stored(Progress progress) {
        var stored = StoredProgress.newBuilder()
                .setDueAt(millis(progress.due()))
                .setTries(progress.tries())
                .setReceipt(progress.receipt())
                .setClaimedUntil(millis(progress.claimedUntil()))
                .setCause(progress.asked().cause().name())
                .setAskedBy(progress.asked().by());
        progress.attempts()
                .forEach(attempt -> stored.addAttempts(StoredAttempt.newBuilder()
                        .setAt(attempt.at().toEpochMilli())
                        .setEndedAt(millis(attempt.ended()))
                        .setResult(attempt.result().name())
                        .setReason(attempt.reason())
                        .setCause(attempt.asked().cause().name())
                        .setAskedBy(attempt.asked().by())));
        return stored.build();
    }

    private static StoredContent stored(Content content) {
        var versions = content.versions();
        var stored = StoredContent.newBuilder()
                .setNo(content.no())
                .setCountedAt(content.counted().toEpochMilli())
                .putAllCountedTo(content.countedTo())
                .setVersions(StoredVersions.newBuilder()
                        .setDestination(versions.destination())
                        .setDocument(versions.document())
                        .setMapping(versions.mapping())
                        .setPolicy(versions.policy())
                        .setCatalogue(versions.catalogue())
                        .putAllFormats(versions.formats())
                        .setServer(versions.server())
                        .setJava(versions.java()))
                .setTable(stored(content.table()))
                .setCounts(stored(content.counts()))
                .setExact(content.isExact())
                .setAsToldLines(content.asToldLines())
                .addAllEarlier(content.earlier())
                .setSignature(content.signature());
        content.files()
                .forEach(file -> stored.addFiles(StoredFile.newBuilder()
                        .setName(file.name())
                        .setMediaType(file.mediaType())
                        .setSha256(file.sha256())
                        .setSize(file.size())));
        return stored.build();
    }

    private static StoredSnapshot stored(SnapshotRef snapshot) {
        return StoredSnapshot.newBuilder()
                .setId(snapshot.id())
                .setParts(snapshot.parts())
                .setSha256(snapshot.sha256())
                .build();
    }

    static Entry entry(StoredExport stored, long version) {
        var id = new EntryId(
                stored.getDestination(), stored.getDataSet(), Period.parse(stored.getPeriod()), stored.getRevision());
        return new Entry(
                id,
                new Entry.Origin(
                        Instant.ofEpochMilli(stored.getCreatedAt()),
                        stored.getCreatedBy(),
                        stored.getOccurrence(),
                        Instant.ofEpochMilli(stored.getWaitUntil())),
                State.valueOf(stored.getState()),
                stored.hasStop() ? stop(stored.getStop()) : null,
                stored.hasContent() ? content(stored.getContent()) : null,
                stored.getChangesList().stream()
                        .map(change -> new Entry.Change(change.getCell(), change.getBefore(), change.getAfter()))
                        .toList(),
                stored.getApprovedAt() == 0
                        ? null
                        : new Entry.Approval(Instant.ofEpochMilli(stored.getApprovedAt()), stored.getApprovedBy()),
                progress(stored.getProgress()),
                stored.hasNotice() ? notice(stored.getNotice()) : null,
                version);
    }

    private static Stop stop(StoredStop stored) {
        return new Stop(
                Stop.Code.valueOf(stored.getCode()),
                stored.getReason(),
                stored.getDetailsList(),
                stored.getBy(),
                stored.getFollowed());
    }

    private static Notice notice(StoredNotice stored) {
        return new Notice(
                Notice.Kind.valueOf(stored.getKind()), Instant.ofEpochMilli(stored.getDueAt()), stored.getTries());
    }

    private static Progress progress(StoredProgress stored) {
        return new Progress(
                instant(stored.getDueAt()),
                stored.getTries(),
                stored.getAttemptsList().stream()
                        .map(attempt -> new Attempt(
                                Objects.requireNonNull(instant(attempt.getAt())),
                                instant(attempt.getEndedAt()),
                                Result.valueOf(attempt.getResult()),
                                attempt.getReason(),
                                asked(attempt.getCause(), attempt.getAskedBy())))
                        .toList(),
                stored.getReceipt(),
                instant(stored.getClaimedUntil()),
                asked(stored.getCause(), stored.getAskedBy()));
    }

    /** Entries of earlier versions have no cause. */
    private static Asked asked(String cause, String by) {
        return new Asked(cause.isEmpty() ? Cause.RELEASED : Cause.valueOf(cause), by);
    }

    private static Content content(StoredContent stored) {
        var versions = stored.getVersions();
        return new Content(
                stored.getNo(),
                Instant.ofEpochMilli(stored.getCountedAt()),
                new TreeMap<>(stored.getCountedToMap()),
                new Versions(
                        versions.getDestination(),
                        versions.getDocument(),
                        versions.getMapping(),
                        versions.getPolicy(),
                        versions.getCatalogue(),
                        new TreeMap<>(versions.getFormatsMap()),
                        versions.getServer(),
                        versions.getJava()),
                snapshot(stored.getTable()),
                snapshot(stored.getCounts()),
                stored.getExact(),
                stored.getAsToldLines(),
                stored.getEarlierList(),
                stored.getFilesList().stream()
                        .map(file -> new FileRef(file.getName(), file.getMediaType(), file.getSha256(), file.getSize()))
                        .toList(),
                stored.getSignature());
    }

    private static SnapshotRef snapshot(StoredSnapshot stored) {
        return new SnapshotRef(stored.getId(), stored.getParts(), stored.getSha256());
    }

    private static long millis(@Nullable Instant at) {
        return at == null ? 0 : at.toEpochMilli();
    }

    private static @Nullable Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
