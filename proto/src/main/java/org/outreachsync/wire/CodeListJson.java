package org.outreachsync.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.codes.Attributes;
import org.outreachsync.model.codes.Code;
import org.outreachsync.model.codes.CodeList;
import org.outreachsync.model.codes.CodeListException;
import org.outreachsync.model.codes.LocalizedText;

/**
 * The JSON forms of the index and of a code list. Every method begins before its value's first token and ends on the
 * last.
 */
final class CodeListJson {

    private CodeListJson() {}

    /** Its lists, and the names of those to which programmes may add codes of their own. */
    record Index(int version, List<Entry> lists, Set<String> ownCodes) {}

    record Entry(String list, String file) {}

    static Index index(JsonParser json) throws IOException {
        int version = 0;
        var lists = new ArrayList<Entry>();
        Set<String> ownCodes = Set.of();
        expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "code_list_version" -> version = number(json);
                case "lists" -> {
                    expect(json, JsonToken.START_ARRAY);
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        lists.add(entry(json));
                    }
                    endOfArray(json);
                }
                case "own_codes" -> ownCodes = names(json);
                default -> throw unknownProperty(json);
            }
        }
        if (version < 1) {
            throw new CodeListException("code_list_version is missing or below 1");
        }
        return new Index(version, lists, ownCodes);
    }

    private static Entry entry(JsonParser json) throws IOException {
        String list = null;
        String file = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "list" -> list = text(json);
                case "file" -> file = text(json);
                default -> throw unknownProperty(json);
            }
        }
        return new Entry(present(list, "list"), present(file, "file"));
    }

    static CodeList list(JsonParser json) throws IOException {
        String name = null;
        int version = 0;
        var codes = new ArrayList<Code>();
        expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "list" -> name = text(json);
                case "version" -> version = number(json);
                case "codes" -> {
                    expect(json, JsonToken.START_ARRAY);
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        codes.add(code(json));
                    }
                    endOfArray(json);
                }
                default -> throw unknownProperty(json);
            }
        }
        if (version < 1) {
            throw new CodeListException("version is missing or below 1");
        }
        return new CodeList(present(name, "list"), version, codes);
    }

    static Code code(JsonParser json) throws IOException {
        int id = 0;
        String code = null;
        LocalDate validFrom = null;
        LocalDate retiredOn = null;
        int sinceVersion = 1;
        Map<String, String> labels = Map.of();
        Set<String> checked = Set.of();
        var attributes = Attributes.NONE;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "id" -> id = number(json);
                case "code" -> code = text(json);
                case "valid_from" -> validFrom = LocalDate.parse(text(json));
                case "retired_on" -> retiredOn = dateOrNull(json);
                case "since_version" -> sinceVersion = number(json);
                case "labels" -> labels = labels(json);
                case "labels_checked" -> checked = names(json);
                case "attributes" -> attributes = attributes(json);
                default -> throw unknownProperty(json);
            }
        }
        var name = present(code, "code");
        return new Code(
                id,
                name,
                present(validFrom, "valid_from"),
                retiredOn,
                sinceVersion,
                localized(name, labels, checked),
                attributes);
    }

    private static LocalizedText localized(String code, Map<String, String> labels, Set<String> checked) {
        try {
            return new LocalizedText(labels, checked);
        } catch (IllegalArgumentException contradiction) {
            throw new CodeListException("labels of code " + code + ": " + contradiction.getMessage(), contradiction);
        }
    }

    private static Map<String, String> labels(JsonParser json) throws IOException {
        var labels = new HashMap<String, String>();
        expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            labels.put(json.currentName(), text(json));
        }
        return labels;
    }

    private static Set<String> names(JsonParser json) throws IOException {
        var names = new HashSet<String>();
        expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            if (!names.add(json.getText())) {
                throw new CodeListException("\"" + json.getText() + "\" is there twice" + at(json));
            }
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw new CodeListException("expected VALUE_STRING or END_ARRAY" + at(json));
        }
        return names;
    }

    private static Attributes attributes(JsonParser json) throws IOException {
        var flags = new HashSet<String>();
        var numbers = new HashMap<String, Integer>();
        var texts = new HashMap<String, String>();
        expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            switch (json.nextToken()) {
                case VALUE_TRUE -> flags.add(name);
                case VALUE_FALSE -> {
                    // A flag that is false is written down for the reader of the file; to the model it is the same as
                    // absent.
                }
                case VALUE_NUMBER_INT -> numbers.put(name, json.getIntValue());
                case VALUE_STRING -> texts.put(name, json.getText());
                default ->
                    throw new CodeListException(
                            "attribute " + name + " is neither a flag, a whole number nor a text" + at(json));
            }
        }
        return new Attributes(flags, numbers, texts);
    }

    private static @Nullable LocalDate dateOrNull(JsonParser json) throws IOException {
        if (json.nextToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new CodeListException("expected a date or null" + at(json));
        }
        return LocalDate.parse(json.getText());
    }

    static String text(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_STRING);
        return json.getText();
    }

    static int number(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_NUMBER_INT);
        return json.getIntValue();
    }

    static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw new CodeListException("expected " + token + at(json));
        }
    }

    static void endOfArray(JsonParser json) {
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw new CodeListException("expected START_OBJECT or END_ARRAY" + at(json));
        }
    }

    static <T> T present(@Nullable T value, String property) {
        if (value == null) {
            throw new CodeListException(property + " is missing");
        }
        return value;
    }

    static CodeListException unknownProperty(JsonParser json) throws IOException {
        return new CodeListException("unknown property " + json.currentName() + at(json));
    }

    static String at(JsonParser json) {
        var location = json.currentTokenLocation();
        return " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
