package org.outreachsync.render;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.ledger.Content.FileRef;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.Progress.Attempt;
import org.outreachsync.export.ledger.Stop;

/** Writes exports as JSON. */
public final class ExportJson {

    private ExportJson() {}

    /**
     * What a reader may see of it.
     *
     * @param counts whether the names of counts that cannot be made safe, which tell that somebody is there
     * @param changes whether the cells that a restatement changes
     * @param approveUntil until when it waits for somebody to approve it; null if it does not
     */
    public record Shown(
            boolean counts, boolean changes, @Nullable Instant approveUntil) {}

    /** The members of an export in a list. */
    public static void put(Entry entry, Shown shown, JsonMembers to) {
        identity(entry, to);
        to.put("state", entry.state().name())
                .put("started_by", entry.origin().by())
                .put("created_at", entry.origin().created().toString())
                .put("attempts", entry.progress().attempts().size());
        var content = entry.content();
        if (content != null) {
            to.put("destination_version", content.versions().destination());
        }
        var stop = entry.stop();
        if (stop != null) {
            to.object("stop", members -> put(stop, shown.counts(), members));
        }
        var until = shown.approveUntil();
        if (until != null) {
            to.put("approve_until", until.toString());
        }
        var approval = entry.approval();
        if (approval != null) {
            to.put("released_by", approval.by())
                    .put("released_at", approval.at().toString());
        }
    }

    private static void identity(Entry entry, JsonMembers to) {
        var id = entry.id();
        to.put("id", id.toString())
                .put("destination", id.destination())
                .put("data_set", id.dataSet())
                .put("period", id.period().text())
                .put("revision", id.revision());
    }

    /**
     * The members of the reason of a stop.
     *
     * @param namesCounts whether counts that cannot be made safe are named
     */
    public static void put(Stop stop, boolean namesCounts, JsonMembers to) {
        boolean areNamed = namesCounts || stop.code() != Stop.Code.UNSAFE;
        to.put("code", stop.code().name())
                .put("reason", stop.reason())
                .texts("details", areNamed ? stop.details() : List.of())
                .put("details_count", stop.details().size());
        if (!stop.by().isEmpty()) {
            to.put("by", stop.by());
        }
    }

    /** The members of an export, with its files, attempts and changed cells. */
    public static void putWhole(Entry entry, Shown shown, JsonMembers to) {
        put(entry, shown, to);
        files(entry, to);
        to.put("receipt", entry.progress().receipt())
                .list("tries", entry.progress().attempts(), ExportJson::put)
                .list(
                        "changes",
                        shown.changes() ? entry.changes() : List.<Entry.Change>of(),
                        (change, members) -> members.put("cell", change.cell())
                                .put("before", change.before())
                                .put("after", change.after()));
        var due = entry.progress().due();
        if (due != null) {
            to.put("next_try_at", due.toString());
        }
    }

    private static void put(Attempt attempt, JsonMembers to) {
        to.put("began_at", attempt.at().toString());
        var ended = attempt.ended();
        if (ended != null) {
            to.put("ended_at", ended.toString());
        }
        to.put("result", attempt.result().name())
                .put("reason", attempt.reason())
                .put("cause", attempt.asked().cause().name())
                .put("asked_by", attempt.asked().by());
    }

    private static void files(Entry entry, JsonMembers to) {
        var content = entry.content();
        if (content == null) {
            to.list("files", List.<FileRef>of(), ExportJson::put);
            return;
        }
        to.put("counted_at", content.counted().toString())
                .put("as_told_lines", content.asToldLines())
                .list("files", content.files(), ExportJson::put);
    }

    /** The members of an export as its recipient sees it. */
    public static void putForRecipient(Entry entry, JsonMembers to) {
        identity(entry, to);
        files(entry, to);
    }

    private static void put(FileRef file, JsonMembers to) {
        to.put("name", file.name())
                .put("media_type", file.mediaType())
                .put("size", file.size())
                .put("sha256", file.sha256());
    }
}
