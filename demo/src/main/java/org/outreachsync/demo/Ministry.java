package org.outreachsync.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * A ministry's server that answers as DHIS2 does: it takes data values and shows what it holds. It knows one account.
 */
final class Ministry implements AutoCloseable {

    static final String USER = "exporter";
    static final String PASSWORD = "ministry";

    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final HttpServer server;
    private final Map<Cell, String> held = new ConcurrentSkipListMap<>();

    Ministry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it holds. */
    Map<Cell, String> held() {
        return new TreeMap<>(held);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (!BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, new JsonObject().put("httpStatusCode", 401).put("status", "ERROR"));
            } else if (exchange.getRequestMethod().equals("POST") && path.equals("/api/dataValueSets")) {
                var body = new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                boolean isDeletion = "DELETE".equals(query(exchange).get("importStrategy"));
                send(exchange, 200, summary(take(body, isDeletion), isDeletion));
            } else if (path.equals("/api/dataValueSets.json")) {
                send(exchange, 200, show(query(exchange)));
            } else {
                send(exchange, 404, new JsonObject().put("httpStatusCode", 404).put("status", "ERROR"));
            }
        }
    }

    private int take(JsonObject body, boolean isDeletion) {
        var values = body.getJsonArray("dataValues");
        for (var one : values) {
            var value = (JsonObject) one;
            var cell = new Cell(
                    body.getString("dataSet"),
                    body.getString("orgUnit"),
                    body.getString("period"),
                    value.getString("dataElement"),
                    value.getString("categoryOptionCombo"));
            if (isDeletion) {
                held.remove(cell);
            } else {
                held.put(cell, value.getString("value"));
            }
        }
        return values.size();
    }

    private static JsonObject summary(int count, boolean isDeletion) {
        return new JsonObject()
                .put("httpStatus", "OK")
                .put("httpStatusCode", 200)
                .put("status", "OK")
                .put(
                        "response",
                        new JsonObject()
                                .put("responseType", "ImportSummary")
                                .put("status", "SUCCESS")
                                .put("importOptions", new JsonObject().put("dryRun", false))
                                .put(
                                        "importCount",
                                        new JsonObject()
                                                .put("imported", 0)
                                                .put("updated", isDeletion ? 0 : count)
                                                .put("deleted", isDeletion ? count : 0)
                                                .put("ignored", 0))
                                .put("conflicts", new JsonArray()));
    }

    private JsonObject show(Map<String, String> query) {
        var values = new JsonArray();
        held.forEach((cell, value) -> {
            if (cell.form().equals(query.get("dataSet"))
                    && cell.period().equals(query.get("period"))
                    && cell.orgUnit().equals(query.get("orgUnit"))) {
                values.add(new JsonObject()
                        .put("dataElement", cell.element())
                        .put("categoryOptionCombo", cell.combo())
                        .put("attributeOptionCombo", Donors.DEFAULT_COMBO)
                        .put("value", value));
            }
        });
        return new JsonObject()
                .put("dataSet", query.get("dataSet"))
                .put("period", query.get("period"))
                .put("orgUnit", query.get("orgUnit"))
                .put("dataValues", values);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        return Arrays.stream(exchange.getRequestURI().getQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, _) -> one));
    }

    private static void send(HttpExchange exchange, int status, JsonObject body) throws IOException {
        var bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
