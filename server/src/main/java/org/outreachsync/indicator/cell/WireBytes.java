package org.outreachsync.indicator.cell;

import com.google.protobuf.WireFormat;
import java.util.Arrays;

/**
 * Fields of a message in the wire format of protobuf, written one after the other. A month has tens of thousands of
 * numbers and is encoded with each batch; the builder of its message would copy each three times.
 */
final class WireBytes {

    private static final int FIRST_SIZE = 256;
    /** The most bytes of a number. */
    private static final int NUMBER_BYTES_MAX = 5;

    private static final int MORE = 0x80;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    /** Adds a number of a packed field of type uint32. */
    void unsigned(int number) {
        if (bytes.length - size < NUMBER_BYTES_MAX) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int rest = number;
        while ((rest & -MORE) != 0) {
            bytes[size++] = (byte) (rest | MORE);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Adds a number of a packed field of type sint32. */
    void signed(int number) {
        unsigned(number << 1 ^ number >> (Integer.SIZE - 1));
    }

    /** Adds a field of type uint32, unless it is 0. */
    void unsigned(int field, int number) {
        if (number != 0) {
            unsigned(field << 3 | WireFormat.WIRETYPE_VARINT);
            unsigned(number);
        }
    }

    /** Adds a field with packed numbers or a message, unless it is empty. */
    void field(int field, WireBytes content) {
        if (content.size == 0) {
            return;
        }
        unsigned(field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
        unsigned(content.size);
        if (bytes.length - size < content.size) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + content.size));
        }
        System.arraycopy(content.bytes, 0, bytes, size, content.size);
        size += content.size;
    }

    /** Removes everything. */
    void clear() {
        size = 0;
    }

    /** Parts of a message, one after the other. */
    static byte[] joined(byte[] first, WireBytes second, WireBytes third, byte[] last) {
        var all = Arrays.copyOf(first, first.length + second.size + third.size + last.length);
        System.arraycopy(second.bytes, 0, all, first.length, second.size);
        System.arraycopy(third.bytes, 0, all, first.length + second.size, third.size);
        System.arraycopy(last, 0, all, all.length - last.length, last.length);
        return all;
    }
}
