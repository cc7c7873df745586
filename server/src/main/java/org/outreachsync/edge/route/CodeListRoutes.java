package org.outreachsync.edge.route;

import java.util.List;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Role;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.render.CodeListJson;
import org.outreachsync.wire.OwnCodesMapper;

/**
 * {@code GET /v1/code-lists}: all lists as JSON; to callers that accept protobuf, only the codes that the programme
 * added, as a message, because the app of a tablet contains the published ones.
 */
public final class CodeListRoutes {

    private final LateAnswer all;
    private final Answer own;

    /** Serves these lists, which do not change while the server runs. */
    public CodeListRoutes(CodeLists codes) {
        this.all = new LateAnswer(() -> Answer.json(200, CodeListJson.of(codes)));
        this.own = Answer.message(OwnCodesMapper.toMessage(codes.own()));
    }

    /** The row of the route table. */
    public List<Route> routes() {
        return List.of(Route.get(
                "/v1/code-lists", Access.deviceOrPeople(Role.ADMIN, Role.MANAGER, Role.SUPERVISOR), this::get));
    }

    private Answer get(Call call) {
        var device = call.device();
        if (device != null && device.state().isOut()) {
            throw new RefusedException(Code.DEVICE_REVOKED, "The tablet was taken out of service.");
        }
        boolean asMessage = call.wish().accept().startsWith(Route.Body.PROTOBUF.mediaType());
        return Tags.tagged(asMessage ? own : all.get(), call.wish().ifNoneMatch());
    }
}
