package org.outreachsync.store;

/**
 * An indexed field of a table.
 *
 * @param name lower camel case
 * @param type the type of its values
 */
public record Field(String name, Type type) {

    /** The type of a field. */
    public enum Type {
        /** A signed 64-bit number. */
        LONG,
        /** Text, ordered by its UTF-8 bytes. */
        TEXT
    }

    /** A field with numbers. */
    public static Field number(String name) {
        return new Field(name, Type.LONG);
    }

    /** A field with text. */
    public static Field text(String name) {
        return new Field(name, Type.TEXT);
    }
}
