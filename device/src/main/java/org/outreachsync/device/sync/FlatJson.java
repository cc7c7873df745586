package org.outreachsync.device.sync;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the texts, numbers and flags of one JSON object (RFC 8259); what is nested in it is checked and skipped. */
final class FlatJson {

    private static final int DEPTH_MAX = 32;

    private final String json;
    private int at;

    private FlatJson(String json) {
        this.json = json;
    }

    /**
     * The members of the object whose values are text, number or flag.
     *
     * @throws IOException when the text is not one JSON object
     */
    static Map<String, Object> read(String json) throws IOException {
        var reader = new FlatJson(json);
        var members = reader.object(0);
        if (reader.peek() != '\0') {
            throw reader.unexpected();
        }
        return members;
    }

    private Map<String, Object> object(int depth) throws IOException {
        var members = new HashMap<String, Object>();
        expect('{');
        if (peek() == '}') {
            at++;
            return members;
        }
        while (true) {
            peek();
            var name = string();
            expect(':');
            var value = value(depth + 1);
            if (value != null) {
                members.put(name, value);
            }
            if (peek() != ',') {
                expect('}');
                return members;
            }
            at++;
        }
    }

    private void array(int depth) throws IOException {
        expect('[');
        if (peek() == ']') {
            at++;
            return;
        }
        while (true) {
            value(depth + 1);
            if (peek() != ',') {
                expect(']');
                return;
            }
            at++;
        }
    }

    private @Nullable Object value(int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            throw new IOException("the JSON is nested too deep");
        }
        return switch (peek()) {
            case '{' -> {
                object(depth);
                yield null;
            }
            case '[' -> {
                array(depth);
                yield null;
            }
            case '"' -> string();
            default -> word();
        };
    }

    private @Nullable Object word() throws IOException {
        int from = at;
        while (at < json.length() && ",]}: \t\r\n".indexOf(json.charAt(at)) < 0) {
            at++;
        }
        var word = json.substring(from, at);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> number(word);
        };
    }

    private Object number(String word) throws IOException {
        try {
            return Double.valueOf(word);
        } catch (NumberFormatException notJson) {
            throw unexpected();
        }
    }

    private String string() throws IOException {
        expect('"');
        var text = new StringBuilder();
        while (at < json.length() && json.charAt(at) != '"') {
            char next = json.charAt(at++);
            text.append(next == '\\' ? escaped() : next);
        }
        if (at >= json.length()) {
            throw unexpected();
        }
        at++;
        return text.toString();
    }

    private char escaped() throws IOException {
        if (at >= json.length()) {
            throw unexpected();
        }
        char kind = json.charAt(at++);
        return switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> kind;
        };
    }

    private char unicode() throws IOException {
        try {
            char unit = (char) Integer.parseInt(json.substring(at, at + 4), 16);
            at += 4;
            return unit;
        } catch (NumberFormatException | IndexOutOfBoundsException notJson) {
            throw unexpected();
        }
    }

    private char peek() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        return at < json.length() ? json.charAt(at) : '\0';
    }

    private void expect(char wanted) throws IOException {
        if (peek() != wanted) {
            throw unexpected();
        }
        at++;
    }

    private IOException unexpected() {
        return new IOException("the JSON is broken at character " + at);
    }
}
