package org.outreachsync.edge.route;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Members of a JSON object by name and type; whatever is not as asked is refused by its name. */
final class JsonFields {

    private final JsonObject object;

    private JsonFields(JsonObject object) {
        this.object = object;
    }

    static JsonFields of(byte[] body) {
        try {
            return new JsonFields(new JsonObject(Buffer.buffer(body)));
        } catch (DecodeException | ClassCastException broken) {
            throw new RefusedException(Code.MALFORMED, "The body is not a JSON object.");
        }
    }

    boolean has(String name) {
        return object.containsKey(name);
    }

    String text(String name) {
        if (object.getValue(name) instanceof String text && isWhole(text)) {
            return text;
        }
        throw wrong(name, "a text");
    }

    /** JSON can escape half of a character, but no encoding can keep it. */
    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    String text(String name, String otherwise) {
        return object.containsKey(name) ? text(name) : otherwise;
    }

    @Nullable Integer whole(String name) {
        var value = object.getValue(name);
        if (value == null || value instanceof Integer) {
            return (Integer) value;
        }
        throw wrong(name, "a whole number");
    }

    int needWhole(String name) {
        var value = whole(name);
        if (value == null) {
            throw wrong(name, "a whole number");
        }
        return value;
    }

    List<String> texts(String name) {
        if (!(object.getValue(name) instanceof JsonArray array)) {
            throw wrong(name, "a list of texts");
        }
        var texts = new ArrayList<String>();
        for (var item : array) {
            if (!(item instanceof String text) || !isWhole(text)) {
                throw wrong(name, "a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    private static RefusedException wrong(String name, String wanted) {
        return new RefusedException(Code.PARAMETER, "Give " + name + " as " + wanted + ".", Map.of("parameter", name));
    }
}
