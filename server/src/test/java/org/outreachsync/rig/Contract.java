package org.outreachsync.rig;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.edge.Call;
import org.outreachsync.edge.route.OpenApiRoute;

/**
 * The document that the server gives at {@code /openapi.json}, to hold answers against. A caller passes over members
 * that it does not know; here they are errors, so that whoever adds one also writes it down.
 */
public final class Contract {

    public static final Contract SERVED = new Contract(read());

    private static final JsonObject PROBLEM = new JsonObject().put("$ref", "#/components/schemas/Problem");

    private final JsonObject document;
    private final JsonObject components;
    private final Map<JsonObject, Schema> compiled = new ConcurrentHashMap<>();
    private final SchemaRegistry schemas = SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private Contract(JsonObject document) {
        this.document = document;
        this.components = closed(document.getJsonObject("components"));
    }

    private static JsonObject read() {
        var route = OpenApiRoute.routes().getFirst();
        var call = new Call(null, null, null, Map.of(), Map.of(), new Call.Wish("", "", ""), "", new byte[0]);
        return new JsonObject(Buffer.buffer(route.action().on(call).body()));
    }

    public JsonObject document() {
        return document;
    }

    /** Operations by method and path, such as {@code GET /v1/indicators/{code}}. */
    public Map<String, JsonObject> operations() {
        var operations = new TreeMap<String, JsonObject>();
        for (var path : document.getJsonObject("paths")) {
            for (var member : (JsonObject) path.getValue()) {
                if (!member.getKey().equals("parameters")) {
                    operations.put(name(member.getKey(), path.getKey()), (JsonObject) member.getValue());
                }
            }
        }
        return operations;
    }

    /** The name of the operation of a request, or null when there is none. */
    @Nullable
    public String operation(String method, String target) {
        return operations().keySet().stream()
                .filter(name -> isAt(name, name(method, target)))
                .findAny()
                .orElse(null);
    }

    /** What an operation may answer, by status. */
    public JsonObject responses(String operation) {
        return Objects.requireNonNull(operations().get(operation), operation).getJsonObject("responses");
    }

    /** Fails when a server that keeps to the document would not give this answer to such a request. */
    public void check(String method, String target, RawHttp.Response response) {
        var name = operation(method, target);
        if (name == null) {
            assertThat(response.status()).isIn(400, 404, 405, 429);
            checkBody(PROBLEM, response);
            return;
        }
        var as = name + " " + response.status();
        var written = responses(name).getJsonObject(Integer.toString(response.status()));
        assertThat(written).as(as).isNotNull();
        var expected = resolved(written);
        for (var header : expected.getJsonObject("headers", new JsonObject())) {
            checkHeader(
                    resolved((JsonObject) header.getValue()),
                    response.header(header.getKey()),
                    as + " " + header.getKey());
        }
        var content = expected.getJsonObject("content");
        if (content == null) {
            assertThat(response.body()).as(as).isEmpty();
            return;
        }
        var mediaType = response.header("Content-Type");
        assertThat(content.fieldNames()).as(as).contains(mediaType);
        if (mediaType.endsWith("json")) {
            checkBody(content.getJsonObject(mediaType).getJsonObject("schema"), response);
        }
    }

    private void checkBody(JsonObject schema, RawHttp.Response response) {
        checkValue(schema, response.json());
    }

    private void checkHeader(JsonObject header, String value, String as) {
        assertThat(value).as(as).isNotEmpty();
        var schema = header.getJsonObject("schema");
        checkValue(schema, "integer".equals(schema.getString("type")) ? Integer.valueOf(value) : value);
    }

    /** Fails when a value is not what a schema of the document says. */
    public void checkValue(JsonObject schema, @Nullable Object value) {
        var text = Json.encode(value);
        assertThat(compiled.computeIfAbsent(schema, this::compile).validate(text, InputFormat.JSON))
                .as(text)
                .isEmpty();
    }

    /** What a reference of the document leads to. */
    public JsonObject resolved(JsonObject reference) {
        var to = reference.getString("$ref");
        return to == null
                ? reference
                : (JsonObject)
                        Objects.requireNonNull(JsonPointer.from(to.substring(1)).queryJson(document), to);
    }

    private Schema compile(JsonObject schema) {
        var alone = new JsonObject()
                .put("$defs", components.getJsonObject("schemas"))
                .put("allOf", JsonArray.of(closed(schema)));
        return schemas.getSchema(alone.encode().replace("#/components/schemas/", "#/$defs/"), InputFormat.JSON);
    }

    private static JsonObject closed(JsonObject schema) {
        var copy = new JsonObject();
        schema.forEach(member -> copy.put(member.getKey(), within(member.getValue())));
        boolean isObject = schema.containsKey("type") && schema.getValue("properties") instanceof JsonObject;
        return isObject && !schema.containsKey("additionalProperties") ? copy.put("additionalProperties", false) : copy;
    }

    private static @Nullable Object within(@Nullable Object value) {
        return switch (value) {
            case JsonObject schema -> closed(schema);
            case JsonArray items -> {
                var copy = new JsonArray();
                items.forEach(item -> copy.add(within(item)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    private static String name(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path;
    }

    private static boolean isAt(String operation, String request) {
        var pattern = operation.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/?]+");
        return request.matches(pattern + "(\\?.*)?");
    }
}
