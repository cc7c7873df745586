package org.outreachsync.edge.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.WrittenNumber;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;

/**
 * The members of the JSON object in a body. The body must be one object in UTF-8, and may have only members that the
 * route knows, each once. Anything else is refused by name, so that no caller believes that an ignored member had an
 * effect.
 */
final class JsonFields {

    /** Numbers and names may be as long as the body; only how deeply lists and objects are nested is limited. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String WHOLE = "a whole number of 32 bits";

    private final Map<String, Given> members;

    /** The value of a member. */
    private sealed interface Given {
        /** A text. */
        record Text(String text) implements Given {}

        /** A number, exactly as written. */
        record Numeric(BigDecimal number) implements Given {}

        /** A list. */
        record Items(List<Given> items) implements Given {}

        /** Any other value, which no member may have: an object, a number that is not read, true, false or null. */
        record Other() implements Given {}
    }

    private JsonFields(Map<String, Given> members) {
        this.members = members;
    }

    /**
     * Reads a body.
     *
     * @param known the members that the route accepts
     * @throws RefusedException MALFORMED if it is not one JSON object in UTF-8, PARAMETER if a member is unknown or
     *     repeated
     */
    static JsonFields of(byte[] body, Set<String> known) {
        try (var parser = JSON.createParser(text(body))) {
            return new JsonFields(members(parser, known));
        } catch (IOException broken) {
            throw malformed();
        }
    }

    /** Jackson would guess other encodings from the first bytes. */
    private static String text(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static Map<String, Given> members(JsonParser parser, Set<String> known) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw malformed();
        }
        var members = new HashMap<String, Given>();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            var value = value(parser);
            if (!known.contains(name)) {
                throw Parameters.unknown(name, known);
            }
            if (members.put(name, value) != null) {
                throw Parameters.refused(name, "Give " + name + " only once.");
            }
        }
        if (parser.nextToken() != null) {
            throw malformed();
        }
        return members;
    }

    private static Given value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> new Given.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case START_ARRAY -> list(parser);
            default -> {
                parser.skipChildren();
                yield new Given.Other();
            }
        };
    }

    private static Given number(String written) {
        var number = WrittenNumber.exact(written);
        return number == null ? new Given.Other() : new Given.Numeric(number);
    }

    private static Given.Items list(JsonParser parser) throws IOException {
        var items = new ArrayList<Given>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                items.add(new Given.Text(parser.getText()));
            } else {
                parser.skipChildren();
                items.add(new Given.Other());
            }
        }
        return new Given.Items(items);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        if (members.get(name) instanceof Given.Text(var text) && isWhole(text)) {
            return text;
        }
        throw wrong(name, "a text");
    }

    /** JSON can escape half of a surrogate pair, which no encoding can store. */
    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    /** A whole number of 32 bits, or null if absent; as in JSON Schema, 15.0 is one, too. */
    @Nullable
    Integer whole(String name) {
        return has(name) ? (Integer) needWhole(name) : null;
    }

    int needWhole(String name) {
        var whole = members.get(name) instanceof Given.Numeric(var number) ? WrittenNumber.whole(number) : null;
        if (whole == null) {
            throw wrong(name, WHOLE);
        }
        return whole;
    }

    /** A number, exactly as written. */
    BigDecimal needNumber(String name) {
        if (members.get(name) instanceof Given.Numeric(var number)) {
            return number;
        }
        throw wrong(name, "a number " + WrittenNumber.LIMITS);
    }

    /** A list of texts, each once. */
    List<String> texts(String name) {
        if (!(members.get(name) instanceof Given.Items(var items))) {
            throw wrong(name, "a list of texts");
        }
        var texts = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var item : items) {
            if (!(item instanceof Given.Text(var text)) || !isWhole(text) || !seen.add(text)) {
                throw wrong(name, "a list of texts, each once");
            }
            texts.add(text);
        }
        return texts;
    }

    private static RefusedException malformed() {
        return new RefusedException(Code.MALFORMED, "The body is not one JSON object in UTF-8.");
    }

    private static RefusedException wrong(String name, String wanted) {
        return Parameters.refused(name, "Give " + name + " as " + wanted + ".");
    }
}
