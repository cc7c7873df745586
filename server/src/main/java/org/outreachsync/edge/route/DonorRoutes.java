package org.outreachsync.edge.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.State;
import org.outreachsync.export.run.Exports;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.render.ExportJson;

/**
 * {@code /v1/donor/exports}: what a recipient fetches with a donor key. The key stands in a header, because addresses
 * are kept in logs and histories. A recipient sees only released exports of the destination of their key.
 */
public final class DonorRoutes {

    private static final Set<State> RELEASED =
            EnumSet.of(State.RELEASED, State.DELIVERED, State.UNDELIVERED, State.SUPERSEDED);

    private final Exports exports;
    private final int pageMax;

    /**
     * Serves these exports.
     *
     * @param pageMax the maximum number of items of a page
     */
    public DonorRoutes(Exports exports, int pageMax) {
        this.exports = exports;
        this.pageMax = pageMax;
    }

    /** The rows of the route table. */
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/donor/exports", Access.donorKey(), this::list).taking("cursor"),
                Route.get("/v1/donor/exports/:id/files/:name", Access.donorKey(), this::file));
    }

    private Answer list(Call call) {
        var page = ExportPage.of(exports, call.needDonor().destination(), null, call.query(), pageMax);
        var released = page.entries().stream().filter(DonorRoutes::isReleased).toList();
        return Page.of(released, page.next(), ExportJson::putForRecipient);
    }

    /** A restatement that took the place of an earlier revision leaves that one where it was. */
    private static boolean isReleased(Entry entry) {
        return entry.isReleased() && RELEASED.contains(entry.state());
    }

    private Answer file(Call call) {
        var entry = exports.get(call.pathParameter("id"));
        if (!entry.id().destination().equals(call.needDonor().destination()) || !isReleased(entry)) {
            throw new RefusedException(Code.NOT_FOUND, "There is no such export.");
        }
        var file = read(entry, call.pathParameter("name"));
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

    private ExportFile read(Entry entry, String name) {
        try {
            return exports.file(entry.id().toString(), name);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
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
