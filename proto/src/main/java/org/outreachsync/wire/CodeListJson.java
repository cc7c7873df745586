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
import org.outreachsync.model.CalendarDay;
import org.outreachsync.model.codes.Attributes;
import org.outreachsync.model.codes.Code;
import org.outreachsync.model.codes.CodeList;
import org.outreachsync.model.codes.CodeListException;
import org.outreachsync.model.codes.LocalizedText;

/**
 * Reads the index and the code lists from JSON, token by token: tablets read them, too, and have no more than
 * jackson-core. A method is called before the first token of its value and returns at the last one.
 */
final class CodeListJson {

    private CodeListJson() {}

    /** The lists with their files, and the names of those to which programmes may add codes of their own. */
    record Index(int version, List<Entry> lists, Set<String> ownCodes) {}

    record Entry(String list, String file) {}

    static Index index(JsonParser json) throws IOException {
        int version = 0;
        var lists = new ArrayList<Entry>();
        Set<String> ownCodes = Set.of();
        startOfObject(json);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "code_list_version" -> version = number(json);
                case "lists" -> objects(json, () -> lists.add(entry(json)));
                case "own_codes" -> ownCodes = names(json);
                default -> throw unknownProperty(json, "code_list_version, lists, own_codes");
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
                default -> throw unknownProperty(json, "list, file");
            }
        }
        return new Entry(present(list, "list"), present(file, "file"));
    }

    static CodeList list(JsonParser json) throws IOException {
        String name = null;
        int version = 0;
        var codes = new ArrayList<Code>();
        startOfObject(json);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            switch (json.currentName()) {
                case "list" -> name = text(json);
                case "version" -> version = number(json);
                case "codes" -> objects(json, () -> codes.add(code(json)));
                default -> throw unknownProperty(json, "list, version, codes");
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
                case "valid_from" -> validFrom = CalendarDay.parse(text(json));
                case "retired_on" -> retiredOn = dateOrNull(json);
                case "since_version" -> sinceVersion = number(json);
                case "labels" -> labels = labels(json);
                case "labels_checked" -> checked = names(json);
                case "attributes" -> attributes = attributes(json);
                default ->
                    throw unknownProperty(
                            json,
                            "id, code, valid_from, retired_on, since_version, labels, labels_checked, attributes");
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
        startOfObject(json);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            labels.put(json.currentName(), text(json));
        }
        return labels;
    }

    private static Set<String> names(JsonParser json) throws IOException {
        var names = new HashSet<String>();
        expect(json, JsonToken.START_ARRAY, "a list in square brackets");
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            if (!names.add(json.getText())) {
                throw new CodeListException("\"" + json.getText() + "\" is there twice" + at(json));
            }
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw new CodeListException("a text in quotes is expected" + at(json));
        }
        return names;
    }

    private static Attributes attributes(JsonParser json) throws IOException {
        var flags = new HashSet<String>();
        var numbers = new HashMap<String, Integer>();
        var texts = new HashMap<String, String>();
        startOfObject(json);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            switch (json.nextToken()) {
                case VALUE_TRUE -> flags.add(name);
                case VALUE_FALSE -> {
                    // A false flag only informs the reader of the file; to the model it is absent.
                }
                case VALUE_NUMBER_INT -> numbers.put(name, wholeNumber(json));
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
            throw new CodeListException("a date in quotes or null is expected" + at(json));
        }
        return CalendarDay.parse(json.getText());
    }

    static String text(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_STRING, "a text in quotes");
        return json.getText();
    }

    static int number(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_NUMBER_INT, "a whole number");
        return wholeNumber(json);
    }

    private static int wholeNumber(JsonParser json) throws IOException {
        if (json.getNumberType() != JsonParser.NumberType.INT) {
            throw new CodeListException("the number has too many digits" + at(json));
        }
        return json.getIntValue();
    }

    /** Reads the inside of an object, up to its end. The parser is at the start of the object. */
    interface Members {
        void read() throws IOException;
    }

    /** Reads a list of objects. */
    static void objects(JsonParser json, Members each) throws IOException {
        expect(json, JsonToken.START_ARRAY, "a list in square brackets");
        while (json.nextToken() == JsonToken.START_OBJECT) {
            each.read();
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw new CodeListException("an object in braces is expected" + at(json));
        }
    }

    static void startOfObject(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT, "an object in braces");
    }

    private static void expect(JsonParser json, JsonToken token, String words) throws IOException {
        if (json.nextToken() != token) {
            throw new CodeListException(words + " is expected" + at(json));
        }
    }

    static <T> T present(@Nullable T value, String property) {
        if (value == null) {
            throw new CodeListException(property + " is missing");
        }
        return value;
    }

    static CodeListException unknownProperty(JsonParser json, String allowed) throws IOException {
        return new CodeListException("unknown property " + json.currentName() + "; there may be " + allowed + at(json));
    }

    /** Such as {@code at line 3, column 14 (/codes/0/id)}. */
    static String at(JsonParser json) {
        var location = json.currentTokenLocation();
        var path = json.getParsingContext().pathAsPointer();
        return " at line " + location.getLineNr() + ", column " + location.getColumnNr()
                + (path.matches() ? "" : " (" + path + ")");
    }
}
