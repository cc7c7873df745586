package org.outreachsync.export.dhis2;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.exchange.Answer.Reply;
import org.outreachsync.export.exchange.Request;

/**
 * A small DHIS2 with metadata of its own, which behaves as the recorded one: it answers, stores, forgets and misleads
 * in the same ways. It has no socket.
 */
final class SmallDhis2 {

    /** The user and password, and the token, that it knows. */
    static final String USER = "exporter";

    static final String PASSWORD = "right";
    static final String TOKEN = "d2p_right";

    private static final String JSON = "application/json;charset=UTF-8";
    private static final String BASIC = basic(USER, PASSWORD);

    final FarImport imports = new FarImport();
    final FarJobs jobs = new FarJobs(imports);

    /** The requests that came, as method and target. */
    final List<Request> requests = new ArrayList<>();

    /** Whether its database is stopped: it then takes every password for wrong. */
    boolean databaseDown;

    /** Whether the account has the authority to add values. */
    boolean authority = true;

    static String basic(String user, String password) {
        return "Basic "
                + java.util.Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** How many imports were asked for. */
    long pushes() {
        return requests.stream()
                .filter(request -> request.method() == Request.Method.POST)
                .count();
    }

    /** Answers a request, with the value of its Authorization header. */
    synchronized Reply answer(Request request, @Nullable String authorization) {
        requests.add(request);
        var refusal = refusal(authorization);
        if (refusal != null) {
            return refusal;
        }
        var path = request.target().split("\\?", 2)[0];
        if (request.method() == Request.Method.POST && path.equals("/api/dataValueSets")) {
            return push(request);
        } else if (path.equals("/api/dataValueSets.json")) {
            return json(200, readBack(query(request)).encode());
        } else if (path.startsWith("/api/dataSets/")) {
            return metadata(path.substring("/api/dataSets/".length()));
        }
        return jobs.answer(path).orElseGet(() -> like("27g-dataset-not-found"));
    }

    private @Nullable Reply refusal(@Nullable String authorization) {
        boolean token = authorization != null && authorization.startsWith("ApiToken ");
        if (databaseDown) {
            return token ? timeline("33b-database-down-token", 1) : timeline("33a-database-down", 1);
        } else if (authorization == null || authorization.startsWith("Bearer")) {
            return like("21a-no-credentials");
        } else if (token) {
            return authorization.equals("ApiToken " + TOKEN) ? null : like("21m-token-invalid-checksum");
        }
        return authorization.equals(BASIC) ? null : like("21d-wrong-password");
    }

    private Reply push(Request request) {
        if (!authority) {
            return like("21f-no-authority");
        } else if (request.contentType() == null || !request.contentType().startsWith("application/json")) {
            return like("30a-text-plain");
        }
        JsonObject payload;
        try {
            payload = new JsonObject(new String(request.body(), StandardCharsets.UTF_8));
        } catch (DecodeException cut) {
            return like("15a-json-cut-off");
        }
        for (var value : payload.getJsonArray("dataValues", new JsonArray())) {
            if (((JsonObject) value).getValue("value") instanceof Number) {
                return like("09g-value-number-not-string");
            }
        }
        if (!payload.getString("period", "").matches("\\d{4}(0[1-9]|1[0-2]|Q[1-4])?")) {
            return like("10g-malformed-period-13");
        }
        var query = query(request);
        if (Boolean.parseBoolean(query.get("async"))) {
            return json(200, jobs.accept(payload, query).encode());
        }
        var answer = imports.run(payload, query);
        return json(answer.getInteger("httpStatusCode"), answer.encode());
    }

    private JsonObject readBack(Map<String, String> query) {
        var values = new JsonArray();
        imports.stored.forEach((key, stored) -> {
            if (key.subList(0, 3).equals(List.of(query.get("dataSet"), query.get("period"), query.get("orgUnit")))) {
                var value = new JsonObject()
                        .put("dataElement", key.get(4))
                        .put("categoryOptionCombo", key.get(5))
                        .put("attributeOptionCombo", key.get(3))
                        .put("value", stored.value())
                        .put("storedBy", USER);
                if (!stored.comment().isEmpty()) {
                    value.put("comment", stored.comment());
                }
                if (stored.followUp()) {
                    value.put("followup", true);
                }
                values.add(value);
            }
        });
        return new JsonObject()
                .put("dataSet", query.get("dataSet"))
                .put("period", query.get("period"))
                .put("orgUnit", query.get("orgUnit"))
                .put("dataValues", values);
    }

    private static Reply metadata(String id) {
        var form = FarForm.all().get(id);
        return form == null
                ? like("27g-dataset-not-found")
                : json(200, FarMetadata.of(form).encode());
    }

    static Map<String, String> query(Request request) {
        var parts = request.target().split("\\?", 2);
        var query = new TreeMap<String, String>();
        for (var pair : parts.length < 2 ? new String[0] : parts[1].split("&")) {
            var both = pair.split("=", 2);
            query.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    static Reply json(int status, String body) {
        return new Reply(status, JSON, null, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A recorded answer, as it was. */
    static Reply like(String recording) {
        return (Reply) Recording.named(recording).answer();
    }

    /** An answer within a recorded timeline. */
    static Reply timeline(String recording, int at) {
        return Recording.reply(
                Recording.named(recording).json().getJsonArray("timeline").getJsonObject(at));
    }
}
