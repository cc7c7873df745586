package org.outreachsync.export.dhis2;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.outreachsync.export.exchange.Answer;
import org.outreachsync.export.exchange.Answer.Reply;

/**
 * One exchange with a DHIS2 2.43.1, as it went over the wire.
 *
 * @param name of its file
 * @param json all of it
 */
record Recording(String name, JsonObject json) {

    private static final Path FOLDER = Path.of("src", "test", "resources", "dhis2", "recordings");
    private static final Pattern ELEMENT = Pattern.compile("\"dataElement\"\\s*:");
    private static final Pattern XML_VALUE = Pattern.compile("<dataValue\\s");
    private static final Pattern CUT = Pattern.compile("… (\\d+) values in all.*");

    /** All of them, in the order of their names. */
    static List<Recording> all() {
        try (var files = Files.list(FOLDER)) {
            return files.sorted()
                    .map(file -> file.getFileName().toString().replace(".json", ""))
                    .map(Recording::named)
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** One of them. */
    static Recording named(String name) {
        try {
            return new Recording(name, new JsonObject(Files.readString(FOLDER.resolve(name + ".json"))));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Those whose meaning was computed and begins like this. */
    static Stream<Recording> meaning(String beginning) {
        return all().stream().filter(recording -> recording.means().startsWith(beginning));
    }

    /** What the recorder computed from the answer alone. */
    String means() {
        return json.getString("means");
    }

    /** The answer, as this side would have received it. */
    Answer answer() {
        return reply(json.getJsonObject("response"));
    }

    /** An answer within a timeline, or the one answer. Status 200 is left out where it went without saying. */
    static Reply reply(JsonObject response) {
        var headers = response.getJsonObject("headers", new JsonObject());
        return new Reply(
                response.getInteger("status"),
                headers.getString("content-type"),
                headers.getString("location"),
                bytes(response.getValue("body")));
    }

    private static byte[] bytes(Object body) {
        var text = switch (body) {
            case JsonObject object -> object.encode();
            case JsonArray array -> array.encode();
            case null -> "";
            default -> body.toString();
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The method and the path with the query. */
    String path() {
        return json.getJsonObject("request").getString("path");
    }

    boolean isPush() {
        return json.getJsonObject("request").getString("method").equals("POST") && path().contains("/dataValueSets");
    }

    /** What the request asked for, by its query and its body. */
    Asked asked() {
        var body = json.getJsonObject("request").getValue("body");
        return new Asked(sent(body));
    }

    /** How many values and deletions were sent. Who sent something without form still meant to send something. */
    private static long sent(Object body) {
        return switch (body) {
            case JsonObject object -> values(object) + deletions(object);
            case String text
            when text.startsWith("<") -> XML_VALUE.matcher(text).results().count();
            case String text
            when text.startsWith("{\"dataSet\"") ->
                ELEMENT.matcher(text).results().count();
            case String text when text.contains(",") -> text.strip().lines().count() - 1;
            case null, default -> 1;
        };
    }

    private static long values(JsonObject body) {
        if (!(body.getValue("dataValues") instanceof JsonArray values)) {
            return 1;
        }
        var last = values.isEmpty() ? "" : values.getValue(values.size() - 1).toString();
        var cut = CUT.matcher(last);
        return cut.matches() ? Long.parseLong(cut.group(1)) : values.size();
    }

    private static long deletions(JsonObject body) {
        var scope = body.getJsonObject("deletion");
        return scope == null
                ? 0
                : (long) scope.getJsonArray("elements").size()
                        * scope.getJsonArray("orgUnits").size()
                        * scope.getJsonArray("periods").size();
    }

    @Override
    public String toString() {
        return name;
    }
}
