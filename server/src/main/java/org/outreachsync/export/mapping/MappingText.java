package org.outreachsync.export.mapping;

/** Texts in documents that are written here. */
final class MappingText {

    private MappingText() {}

    /** A text in double quotes, as YAML and JSON both read it. */
    static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(one -> {
            if (one == '"' || one == '\\') {
                quoted.append('\\').append((char) one);
            } else if (one < ' ' || one == 0x7F || one == 0x85 || one == 0x2028 || one == 0x2029) {
                quoted.append("\\u%04x".formatted(one));
            } else {
                quoted.append((char) one);
            }
        });
        return quoted.append('"').toString();
    }
}
