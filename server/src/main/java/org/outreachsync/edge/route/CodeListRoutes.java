package org.outreachsync.edge.route;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Answer;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Role;
import org.outreachsync.model.codes.Attributes;
import org.outreachsync.model.codes.Code;
import org.outreachsync.model.codes.CodeList;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.wire.OwnCodesMapper;

/**
 * {@code GET /v1/code-lists}: to a tablet the codes that the programme added, as a message, since its app has the
 * published ones; to everybody else all lists as JSON.
 */
public final class CodeListRoutes {

    private final Answer all;
    private final Answer own;

    /** The route over these lists, which stay as they are while the server runs. */
    public CodeListRoutes(CodeLists codes) {
        this.all = Answer.json(200, describe(codes));
        this.own = Answer.message(OwnCodesMapper.toMessage(codes.own()));
    }

    /** Its row of the table. */
    public List<Route> routes() {
        return List.of(Route.get(
                "/v1/code-lists", Access.deviceOrPeople(Role.ADMIN, Role.MANAGER, Role.SUPERVISOR), this::get));
    }

    private Answer get(Call call) {
        var device = call.device();
        if (device != null && device.state().isOut()) {
            throw new RefusedException(
                    org.outreachsync.refusal.Code.DEVICE_REVOKED, "The tablet was taken out of service.");
        }
        boolean asMessage = call.wish().accept().startsWith(Route.Body.PROTOBUF.mediaType());
        return Tags.tagged(asMessage ? own : all, call.wish().ifNoneMatch());
    }

    private static Map<String, Object> describe(CodeLists codes) {
        var members = new LinkedHashMap<String, Object>();
        members.put("code_list_version", codes.version());
        members.put("own_codes_version", codes.own().version());
        members.put(
                "lists",
                codes.names().stream()
                        .map(codes::get)
                        .map(CodeListRoutes::describe)
                        .toList());
        return members;
    }

    private static Map<String, Object> describe(CodeList list) {
        return Map.of(
                "list",
                list.name(),
                "codes",
                list.all().stream().map(CodeListRoutes::describe).toList());
    }

    private static Map<String, Object> describe(Code code) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", code.id());
        members.put("code", code.code());
        members.put("own", code.isOwn());
        members.put("valid_from", code.validFrom().toString());
        LocalDate retiredOn = code.retiredOn();
        if (retiredOn != null) {
            members.put("retired_on", retiredOn.toString());
        }
        members.put("labels", new TreeMap<>(code.labels().byLanguage()));
        members.put("attributes", describe(code.attributes()));
        return members;
    }

    private static Map<String, Object> describe(Attributes attributes) {
        var members = new TreeMap<String, Object>(attributes.numbers());
        members.putAll(attributes.texts());
        attributes.flags().forEach(flag -> members.put(flag, true));
        return members;
    }
}
