package org.outreachsync.edge.route;

import java.util.List;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.run.Exports;
import org.outreachsync.render.ExportJson;

/**
 * {@code /v1/donor/exports}: what a recipient fetches with a donor key. The key stands in a header, because addresses
 * are kept in logs and histories. A recipient sees only released exports of the destination of their key.
 */
public final class DonorRoutes {

    private final Exports exports;
    private final ReleasedFiles files;
    private final int pageMax;

    /**
     * Serves these exports.
     *
     * @param pageMax the maximum number of items of a page
     */
    public DonorRoutes(Exports exports, int pageMax) {
        this.exports = exports;
        this.files = new ReleasedFiles(exports);
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
        var released = page.entries().stream().filter(this::isGiven).toList();
        return Page.of(released, page.next(), ExportJson::putForRecipient);
    }

    private boolean isGiven(Entry entry) {
        return ReleasedFiles.isReleased(entry) && exports.isGivenByKey(entry);
    }

    private Answer file(Call call) {
        var entry = exports.get(call.pathParameter("id"));
        if (!entry.id().destination().equals(call.needDonor().destination()) || !isGiven(entry)) {
            throw ReleasedFiles.none();
        }
        return files.answer(entry, call);
    }
}
