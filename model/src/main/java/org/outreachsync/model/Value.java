package org.outreachsync.model;

import java.util.Arrays;

/** One value of one field, as it is compared, merged and stored. */
public sealed interface Value {

    /** Nothing: a cleared field, or an element taken out of a set. */
    static Value absent() {
        return Absent.ABSENT;
    }

    /** An element that is in its set, a flag that is up. */
    static Value present() {
        return new Num(1);
    }

    /** A count, code, flag (0 or 1), year, or day since 1970, as its field says. */
    record Num(long value) implements Value {}

    /** A site, or, on a tablet only, a plain client code. */
    record Text(String value) implements Value {}

    /** See {@link #absent}. */
    enum Absent implements Value {
        /** The one and only nothing. */
        ABSENT
    }

    /** A client key, or the wire bytes of a field that this version does not know and hands on. */
    record Bytes(byte[] value) implements Value {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            var hex = new StringBuilder("Bytes[");
            for (byte octet : value) {
                hex.append(Character.forDigit((octet >> 4) & 0xf, 16)).append(Character.forDigit(octet & 0xf, 16));
            }
            return hex.append(']').toString();
        }
    }

    /** Whether there is something. */
    default boolean isPresent() {
        return !(this instanceof Absent);
    }

    /** The number, or {@code otherwise} when this is none. */
    default long asLong(long otherwise) {
        return this instanceof Num num ? num.value() : otherwise;
    }
}
