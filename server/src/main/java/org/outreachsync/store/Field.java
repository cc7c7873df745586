package org.outreachsync.store;

/**
 * An indexed field of a table.
 *
 * @param name lower camel case
 * @param type what it holds
 */
public record Field(String name, Type type) {

    /** What a field holds. */
    public enum Type {
        /** A signed 64-bit number, ordered as such. */
        LONG,
        /** Text, ordered by its UTF-8 bytes. */
        TEXT
    }

    /** A number. */
    public static Field number(String name) {
        return new Field(name, Type.LONG);
    }

    /** A text. */
    public static Field text(String name) {
        return new Field(name, Type.TEXT);
    }
}
