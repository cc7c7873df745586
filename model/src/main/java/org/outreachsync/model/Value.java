package org.outreachsync.model;

import java.util.Arrays;

/** One value of one field, as it is compared, merged and stored. */
public sealed interface Value {

    /** No value: a cleared field, or an element removed from a set. */
    static Value absent() {
        return Absent.ABSENT;
    }

    /** An element that is in its set, or a flag that is true. */
    static Value present() {
        return Num.ONE;
    }

    /** A count, code, flag (0 or 1), year, or day since 1970, as its field says. */
    record Num(long value) implements Value {
        private static final Num ONE = new Num(1);
    }

    /** A site, or, on a tablet only, a client code in clear. */
    record Text(String value) implements Value {}

    /** See {@link #absent}. */
    enum Absent implements Value {
        /** The only instance. */
        ABSENT
    }

    /** A client key, or the bytes of a field that this version does not know but keeps. */
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

    /** Whether there is a value. */
    default boolean isPresent() {
        return !(this instanceof Absent);
    }

    /** The number, or {@code otherwise} if this is not a number. */
    default long asLong(long otherwise) {
        return this instanceof Num num ? num.value() : otherwise;
    }
}
