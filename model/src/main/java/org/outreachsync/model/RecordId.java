package org.outreachsync.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The 128-bit id of a record, written as a UUID of version 8 (RFC 9562). It needs no randomness: a device counts its
 * own records, and the id of a record with a natural key is a hash of the key, so that two devices that enter the same
 * key write the same record.
 *
 * <p>Layout: 32 bits device number, 16 bits epoch, 4 bits version (8), 12 bits kind (0 counted, 1 natural key), 2 bits
 * variant, 62 bits counter. For a natural key, a hash fills the device, epoch and counter bits.
 *
 * @param high the first eight bytes
 * @param low the last eight bytes
 */
public record RecordId(long high, long low) implements Comparable<RecordId> {

    /** The size of an id in bytes. */
    public static final int SIZE_BYTES = 16;

    /** The number of {@link #bucket buckets}. */
    public static final int BUCKETS = 256;

    private static final long COUNTER_MASK = (1L << 62) - 1;
    private static final long VARIANT = 1L << 63;
    private static final int KIND_COUNTED = 0;
    private static final int KIND_NATURAL = 1;

    /**
     * The id of the {@code counter}-th record that a device made in an epoch.
     *
     * @param deviceNo 1 to 2^32 - 1
     * @param epoch 1 to 65,535
     * @param counter 1 to 2^62 - 1
     * @throws IllegalArgumentException when a part is out of range
     */
    public static RecordId counted(long deviceNo, int epoch, long counter) {
        if (deviceNo < 0
                || deviceNo > 0xFFFF_FFFFL
                || epoch < 0
                || epoch > 0xFFFF
                || counter < 1
                || counter > COUNTER_MASK) {
            throw new IllegalArgumentException(
                    "record id out of range: device " + deviceNo + " epoch " + epoch + " counter " + counter);
        }
        return new RecordId(high((deviceNo << 16) | epoch, KIND_COUNTED), VARIANT | counter);
    }

    /**
     * The id of the record with this natural key.
     *
     * @param recordType the number of the record type
     * @param parts the values of the key fields in order, as text without line breaks
     */
    public static RecordId natural(int recordType, String... parts) {
        var hash = ByteBuffer.wrap(
                sha256((recordType + "\n" + String.join("\n", parts)).getBytes(StandardCharsets.UTF_8)));
        return new RecordId(high(hash.getLong() >>> 16, KIND_NATURAL), VARIANT | (hash.getLong() & COUNTER_MASK));
    }

    /**
     * Reads the binary form.
     *
     * @throws IllegalArgumentException when these are not 16 bytes of version 8
     */
    public static RecordId of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            throw new IllegalArgumentException("a record id has 16 bytes, not " + bytes.length);
        }
        var buffer = ByteBuffer.wrap(bytes);
        return checked(new RecordId(buffer.getLong(), buffer.getLong()));
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when the text is not a UUID of version 8
     */
    public static RecordId parse(String text) {
        var uuid = UUID.fromString(text);
        return checked(new RecordId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits()));
    }

    private static RecordId checked(RecordId id) {
        if (((id.high >>> 12) & 0xF) != 8 || (id.low >>> 62) != 2) {
            throw new IllegalArgumentException("not a record id of version 8");
        }
        return id;
    }

    private static long high(long first48, int kind) {
        return (first48 << 16) | 0x8000L | kind;
    }

    /** Whether this is a counted id and not derived from a natural key. */
    public boolean isCounted() {
        return (high & 0xFFF) == KIND_COUNTED;
    }

    /** Whether this device made the id in this epoch. */
    public boolean madeBy(long deviceNo, int epoch) {
        return isCounted() && (high >>> 16) == ((deviceNo << 16) | epoch);
    }

    /** The number of the device that made a counted id, 0 to 2^32 - 1. */
    public long deviceNo() {
        return high >>> 32;
    }

    /** The epoch in which a device made a counted id, 0 to 65,535. */
    public int epoch() {
        return (int) (high >>> 16) & 0xFFFF;
    }

    /** The device's counter of a counted id. */
    public long counter() {
        return low & COUNTER_MASK;
    }

    /** The binary form, 16 bytes. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(SIZE_BYTES).putLong(high).putLong(low).array();
    }

    /** The record's bucket, of {@link #BUCKETS}, in the convergence check: the last byte of the id. */
    public int bucket() {
        return (int) (low & 0xFF);
    }

    /**
     * This record's contribution to the convergence hash: the first eight bytes of SHA-256 over the 16 bytes of the id
     * and the eight bytes of the version, big-endian. The hash of a site is the sum of its records' contributions
     * modulo 2^64.
     *
     * @param version the version of the record
     */
    public long convergenceHash(long version) {
        var bytes = ByteBuffer.allocate(SIZE_BYTES + Long.BYTES)
                .putLong(high)
                .putLong(low)
                .putLong(version)
                .array();
        return ByteBuffer.wrap(sha256(bytes)).getLong();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public int compareTo(RecordId other) {
        int first = Long.compareUnsigned(high, other.high);
        return first != 0 ? first : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
