package org.outreachsync.edge.route;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.run.Exports;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Answers with the files of released exports, piece by piece. */
final class ReleasedFiles {

    private static final Set<State> RELEASED =
            EnumSet.of(State.RELEASED, State.DELIVERED, State.UNDELIVERED, State.SUPERSEDED);

    private final Exports exports;

    ReleasedFiles(Exports exports) {
        this.exports = exports;
    }

    /** Whether an export was released. A later revision leaves an earlier one where it was. */
    static boolean isReleased(Entry entry) {
        return entry.isReleased() && RELEASED.contains(entry.state());
    }

    static RefusedException none() {
        return new RefusedException(Code.NOT_FOUND, "There is no such export.");
    }

    /**
     * The file that a call names, or 304 if the caller already has it.
     *
     * @throws RefusedException as {@link Exports#file}
     */
    Answer answer(Entry entry, Call call) {
        var file = exports.file(entry.id().toString(), call.pathParameter("name"));
        var tag = "\"" + file.sha256() + "\"";
        var headers = Map.of(
                "ETag",
                tag,
                "Accept-Ranges",
                "none",
                "Content-Disposition",
                "attachment; filename=\"" + file.name() + "\"");
        return Tags.isNamed(tag, call.wish().ifNoneMatch())
                ? new Answer(304, file.mediaType(), new byte[0], headers)
                : Answer.file(file.mediaType(), new Bytes(file), headers);
    }

    private record Bytes(ExportFile file) implements Answer.Source {

        @Override
        public long size() {
            return file.content().size();
        }

        @Override
        public InputStream open() throws IOException {
            return file.content().open();
        }
    }
}
