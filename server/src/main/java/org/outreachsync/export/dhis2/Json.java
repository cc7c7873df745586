package org.outreachsync.export.dhis2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * JSON of a server that promises nothing about it. Whatever is missing or of another type reads as absent, so that a
 * changed answer is "not understood" and never an exception.
 */
sealed interface Json {

    /** An object. A document with two equal members is not read at all. */
    record Members(Map<String, Json> members) implements Json {}

    /** A list. */
    record Items(List<Json> items) implements Json {}

    /** A text, or a number as it was written: some versions of DHIS2 write numbers as texts and the reverse. */
    record Text(String chars) implements Json {}

    /** True or false. */
    record Flag(boolean is) implements Json {}

    /** Null. */
    record Null() implements Json {}

    /** Far deeper than any answer of DHIS2. */
    int DEPTH_MAX = 50;

    JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build();

    /** Reads a whole document in UTF-8; empty if it is none, is cut off, or has anything behind it. */
    static Optional<Json> read(byte[] body) {
        try (var parser = FACTORY.createParser(decoded(body))) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            var value = value(parser);
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static String decoded(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    /** Reads the value at which a parser stands. */
    static Json value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var members = new LinkedHashMap<String, Json>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var name = parser.currentName();
                    parser.nextToken();
                    members.put(name, value(parser));
                }
                yield new Members(members);
            }
            case START_ARRAY -> {
                var items = new ArrayList<Json>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield new Items(items);
            }
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Text(parser.getText());
            case VALUE_TRUE -> new Flag(true);
            case VALUE_FALSE -> new Flag(false);
            default -> new Null();
        };
    }

    /** The member of an object. */
    default Json at(String name) {
        return this instanceof Members(var members) ? members.getOrDefault(name, new Null()) : new Null();
    }

    /** The items of a list; none of anything else. */
    default List<Json> list() {
        return this instanceof Items(var items) ? items : List.of();
    }

    /** Whether this is an object. */
    default boolean isObject() {
        return this instanceof Members;
    }

    /** Whether this is a list. */
    default boolean isList() {
        return this instanceof Items;
    }

    /** A text or a number as text; empty for anything else. */
    default Optional<String> text() {
        return this instanceof Text(var text) ? Optional.of(text) : Optional.empty();
    }

    /** A text, or nothing. */
    default String textOrEmpty() {
        return text().orElse("");
    }

    /** True or false, also as a text; empty for anything else. */
    default Optional<Boolean> flag() {
        return switch (this) {
            case Flag(boolean flag) -> Optional.of(flag);
            case Text(var text) when "true".equalsIgnoreCase(text) -> Optional.of(true);
            case Text(var text) when "false".equalsIgnoreCase(text) -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Whether this says true. */
    default boolean isTrue() {
        return flag().orElse(false);
    }

    /** A whole number, also as a text; empty for anything else. */
    default OptionalLong whole() {
        if (this instanceof Text(var text)) {
            try {
                return OptionalLong.of(Long.parseLong(text.strip()));
            } catch (NumberFormatException notWhole) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    /** An identifier; empty for anything else. */
    default Optional<Uid> uid() {
        return text().filter(Uid::isUid).map(Uid::new);
    }
}
