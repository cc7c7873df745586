package org.outreachsync.device.transport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads the strings, numbers and flags of one JSON object (RFC 8259). Nested values are checked and skipped. */
final class FlatJson {

    private static final int DEPTH_MAX = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build();

    private FlatJson() {}

    /**
     * The members that are strings, numbers ({@code Long} for an integer that fits, otherwise {@code Double}) or
     * booleans.
     *
     * @throws IOException when the bytes are not exactly one JSON object, or an object repeats a name
     */
    static Map<String, Object> read(byte[] utf8) throws IOException {
        try (var json = JSON.createParser(utf8)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the JSON is not an object");
            }
            var members = new HashMap<String, Object>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                switch (json.nextToken()) {
                    case START_OBJECT, START_ARRAY -> json.skipChildren();
                    case VALUE_STRING -> members.put(name, json.getText());
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> members.put(name, number(json));
                    case VALUE_TRUE -> members.put(name, true);
                    case VALUE_FALSE -> members.put(name, false);
                    default -> {}
                }
            }
            if (json.nextToken() != null) {
                throw new IOException("something follows the JSON object");
            }
            return members;
        }
    }

    private static Number number(JsonParser json) throws IOException {
        return switch (json.getNumberType()) {
            case INT, LONG -> json.getLongValue();
            default -> json.getDoubleValue();
        };
    }
}
