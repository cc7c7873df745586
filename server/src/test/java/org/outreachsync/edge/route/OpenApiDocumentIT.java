package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.edge.Access;
import org.outreachsync.edge.Problems;
import org.outreachsync.edge.Route;
import org.outreachsync.identity.Role;
import org.outreachsync.refusal.Code;
import org.outreachsync.rig.Contract;
import org.outreachsync.rig.ServerRig;

/**
 * {@code /openapi.json} beside what the server is made of. What it says of answers is held against them by every test
 * that asks a {@link ServerRig}.
 */
class OpenApiDocumentIT {

    private static ServerRig rig;

    private final Contract contract = Contract.SERVED;

    @BeforeAll
    static void start() {
        rig = new ServerRig(Map.of());
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void hasTheTableOfRoutesAndWhoMayUseThem() throws IOException {
        var written = written(operation -> operation.getJsonArray("security"));
        assertThat(written).isEqualTo(served(OpenApiDocumentIT::security));
        assertThat(rig.send("GET", "/openapi.json", "", new byte[0]).json()).isEqualTo(contract.document());
    }

    @Test
    void saysWhatEachRouteTakes() {
        var written = written(operation -> operation.containsKey("requestBody")
                ? String.join(
                        " ",
                        contract.resolved(operation.getJsonObject("requestBody"))
                                .getJsonObject("content")
                                .fieldNames())
                : "");
        assertThat(written)
                .isEqualTo(served(route -> String.join(" ", route.body().mediaTypes())));
    }

    @Test
    void namesEveryParameterOfAQueryAndNoOther() {
        assertThat(queries()).isEqualTo(served(Route::query));
    }

    private Map<String, Set<String>> queries() {
        return written(operation -> operation.getJsonArray("parameters", new JsonArray()).stream()
                .map(parameter -> contract.resolved((JsonObject) parameter))
                .filter(parameter -> parameter.getString("in").equals("query"))
                .map(parameter -> parameter.getString("name"))
                .collect(Collectors.toSet()));
    }

    @Test
    void takesNoMemberOfARequestThatIsNotWrittenDown() {
        contract.operations().forEach((name, operation) -> {
            if (operation.containsKey("requestBody")) {
                var content = contract.resolved(operation.getJsonObject("requestBody"))
                        .getJsonObject("content");
                var json = content.getJsonObject("application/json");
                objects(json == null ? new JsonObject() : json.getJsonObject("schema"))
                        .forEach(schema -> assertThat(schema.getValue("additionalProperties"))
                                .as(name)
                                .isEqualTo(false));
            }
        });
    }

    private List<JsonObject> objects(JsonObject schema) {
        var here = contract.resolved(schema);
        return here.containsKey("oneOf")
                ? here.getJsonArray("oneOf").stream()
                        .flatMap(one -> objects((JsonObject) one).stream())
                        .toList()
                : here.isEmpty() ? List.of() : List.of(here);
    }

    private <T> Map<String, T> written(Function<JsonObject, T> told) {
        var written = new TreeMap<String, T>();
        contract.operations().forEach((name, operation) -> written.put(name, told.apply(operation)));
        return written;
    }

    private static <T> Map<String, T> served(Function<Route, T> told) {
        return rig.server.routes().stream()
                .collect(Collectors.toMap(
                        route -> route.method() + " " + route.path().replaceAll(":(\\w+)", "{$1}"), told));
    }

    @Test
    void namesTheRolesThatEachOperationServes() {
        var written = written(operation -> operation.getJsonArray("x-roles", new JsonArray()));
        assertThat(written)
                .isEqualTo(served(route -> new JsonArray(
                        route.access().roles().stream().sorted().map(Role::name).toList())));
    }

    /** A list of ways in. */
    private static JsonArray security(Route route) {
        return switch (route.access().kind()) {
            case ANYONE, ONE_TIME_CODE -> new JsonArray();
            case DEVICE -> JsonArray.of(new JsonObject().put("device", new JsonArray()));
            case DONOR_KEY -> JsonArray.of(new JsonObject().put("donor", new JsonArray()));
            case PERSON -> JsonArray.of(new JsonObject().put("person", new JsonArray()));
            case DEVICE_OR_PERSON ->
                JsonArray.of(
                        new JsonObject().put("device", new JsonArray()),
                        new JsonObject().put("person", new JsonArray()));
        };
    }

    @Test
    void givesEveryOperationANameAndTheRefusalsOfItsKind() {
        var names = contract.operations().values().stream()
                .map(operation -> operation.getString("operationId"))
                .toList();
        assertThat(names).doesNotContainNull().doesNotHaveDuplicates();
        served(Function.identity()).forEach((name, route) -> {
            var statuses = contract.responses(name).fieldNames();
            assertThat(statuses).as(name).contains("400", "414", "429", "431", "500", "503");
            assertThat(statuses.contains("401"))
                    .as(name)
                    .isEqualTo(route.access().kind() != Access.Kind.ANYONE);
            assertThat(statuses.contains("403")).as(name).isEqualTo(needsMore(route));
            assertThat(statuses.containsAll(Set.of("408", "413", "415")))
                    .as(name)
                    .isEqualTo(route.body() != Route.Body.NONE);
        });
    }

    private static boolean needsMore(Route route) {
        boolean comesAgain = route.path().equals("/v1/enrol");
        return comesAgain
                || (route.access().kind() != Access.Kind.ANYONE
                        && route.access().kind() != Access.Kind.ONE_TIME_CODE);
    }

    @Test
    void knowsEveryCodeAndItsStatus() {
        var components = contract.document().getJsonObject("components");
        var codes = texts(components
                .getJsonObject("schemas")
                .getJsonObject("Problem")
                .getJsonObject("properties")
                .getJsonObject("code"));
        var served = Arrays.stream(Code.values()).map(Code::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(codes).containsExactlyInAnyOrderElementsOf(served);
        components
                .getJsonObject("responses")
                .forEach(response -> refusals((JsonObject) response.getValue()).forEach((code, status) -> {
                    assertThat(Problems.status(Code.valueOf(code)))
                            .as(response.getKey())
                            .isEqualTo(status);
                }));
    }

    private static Map<String, Integer> refusals(JsonObject response) {
        var refusals = new TreeMap<String, Integer>();
        var problem = response.getJsonObject("content").getJsonObject("application/problem+json");
        if (problem != null) {
            var said = problem.getJsonObject("schema")
                    .getJsonArray("allOf")
                    .getJsonObject(1)
                    .getJsonObject("properties");
            assertThat(said.encode())
                    .as("generators of clients merge an enum with the shared schema, and drop the answer for a const")
                    .doesNotContain("\"const\"");
            texts(said.getJsonObject("code"))
                    .forEach(code -> refusals.put(
                            code,
                            said.getJsonObject("status").getJsonArray("enum").getInteger(0)));
        }
        return refusals;
    }

    private static List<String> texts(JsonObject schema) {
        return schema.getJsonArray("enum").stream().map(String::valueOf).toList();
    }

    @Test
    void saysTheLimitsThatHold() {
        var said = contract.document()
                .getJsonObject("info")
                .getString("description")
                .replaceAll("\\s+", " ");
        var limits = Limits.standard();
        var http = limits.http();
        var batches = limits.batches();
        var rates = limits.rates();
        var shares = limits.shares();
        assertThat(said)
                .contains("A request line has at most " + grouped(http.requestLineMax())
                        + " bytes. Headers have at most " + grouped(http.headerBytesMax())
                        + " bytes; there are at most "
                        + http.headersMax() + " of them, each with at most " + grouped(http.headerLengthMax())
                        + " characters")
                .contains("A JSON body has at most " + grouped(http.jsonBytesMax()) + " bytes")
                .contains("A protobuf body has at most " + grouped(batches.wireBytesMax()) + " bytes on the wire and "
                        + grouped(batches.inflatedBytesMax()) + " uncompressed")
                .contains("above " + grouped(batches.ratioFreeBytes()) + " uncompressed, at most " + batches.ratioMax()
                        + " times its size on the wire")
                .contains("A body with a one-time code has at most " + grouped(http.codeBytesMax())
                        + " bytes on the wire")
                .contains("Answers of " + http.gzipBytesMin() + " bytes or more are compressed")
                .contains("A request takes at most " + http.request().toSeconds() + " seconds")
                .contains("more than " + http.bodyGrace().toSeconds() + " seconds must arrive with at least "
                        + http.bodyBytesPerSecondMin() + " bytes a second")
                .contains("A tablet may have " + shares.deviceRequestsMax() + " requests in flight, a person "
                        + shares.personRequestsMax() + ", an address " + shares.addressRequestsMax() + ", of which "
                        + shares.addressCodeRequestsMax() + " may have one-time codes")
                .contains("An address may hold " + grouped(shares.addressConnectionsMax()) + " connections and a token "
                        + shares.tokenConnectionsMax() + ";")
                .contains("A tablet may send " + rate(rates.device(), " requests at once and ") + " a minute")
                .contains("a person " + rate(rates.person(), " and ") + ";")
                .contains("an address " + rate(rates.address(), " and ") + ", of which " + rate(rates.codes(), " and ")
                        + " may have one-time codes");
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String rate(Limits.Rate rate, String between) {
        return grouped(rate.burst()) + between + grouped(rate.perMinute());
    }

    @Test
    void hasSchemasThatAreSchemasAndExamplesThatKeepToThem() {
        var schemas = SchemaRegistry.withDialect(Dialects.getDraft202012());
        var meta = schemas.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));
        contract.document()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .forEach(schema -> assertThat(meta.validate(schema.getValue().toString(), InputFormat.JSON))
                        .as(schema.getKey())
                        .isEmpty());
        walk(contract.document(), holder -> {
            if (holder.getValue("schema") instanceof JsonObject schema) {
                assertThat(meta.validate(schema.encode(), InputFormat.JSON))
                        .as(schema.encode())
                        .isEmpty();
                examples(holder).forEach(example -> contract.checkValue(schema, example));
            }
        });
    }

    private static List<Object> examples(JsonObject holder) {
        if (holder.containsKey("example")) {
            return List.of(holder.getValue("example"));
        }
        return holder.getJsonObject("examples", new JsonObject()).stream()
                .map(example -> ((JsonObject) example.getValue()).getValue("value"))
                .toList();
    }

    private static void walk(Object node, Consumer<JsonObject> visit) {
        if (node instanceof JsonObject members) {
            visit.accept(members);
            members.forEach(member -> walk(member.getValue(), visit));
        } else if (node instanceof JsonArray items) {
            items.forEach(item -> walk(item, visit));
        }
    }
}
