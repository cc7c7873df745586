package org.outreachsync.export.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The zip of a workbook, in which the date of the export replaces the clock. Fastexcel writes the current time into
 * {@code docProps/core.xml} and cannot be told another one. That part comes after the sheets, so only the small end of
 * the file, with the directory of the zip, is held back and changed.
 */
final class UndatedZip extends OutputStream {

    private static final String PART = "docProps/core.xml";
    private static final Pattern CREATED =
            Pattern.compile("(?<=<dcterms:created xsi:type=\"dcterms:W3CDTF\">)[^<]+(?=</dcterms:created>)");

    /** Sizes and positions in a zip: APPNOTE.TXT of PKWARE, 4.3.7, 4.3.12 and 4.3.16. */
    private static final int LOCAL_HEADER = 30;

    private static final int LOCAL_FLAGS = 6;
    private static final int LOCAL_CRC = 14;
    private static final int LOCAL_PACKED = 18;
    private static final int LOCAL_SIZE = 22;
    private static final int LOCAL_NAME = 26;
    private static final int LOCAL_MAGIC = 0x04034b50;
    private static final short VERSION = 20;
    private static final int ENTRY_HEADER = 46;
    private static final int ENTRY_FLAGS = 8;
    private static final int ENTRY_PACKED = 20;
    private static final int ENTRY_SIZE = 24;
    private static final int ENTRY_NAME = 28;
    private static final int ENTRY_EXTRA = 30;
    private static final int ENTRY_OFFSET = 42;
    private static final int END_RECORD = 22;
    private static final int END_OFFSET = 16;

    private final OutputStream out;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean isHolding;
    private int passed;

    UndatedZip(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (isHolding) {
            held.write(bytes, from, length);
        } else {
            out.write(bytes, from, length);
            passed = Math.addExact(passed, length);
        }
    }

    /** From here on, bytes are held back. */
    void hold() {
        isHolding = true;
    }

    /** Writes what was held back, with this date. */
    void release(Instant created) throws IOException {
        var bytes = held.toByteArray();
        var end = buffer(bytes);
        int directory = end.getInt(end.limit() - END_RECORD + END_OFFSET) - passed;
        var entries = entries(end, directory);
        int entry = entries.stream()
                .filter(at -> name(end, at).equals(PART))
                .findAny()
                .orElseThrow(() -> new ZipException("no " + PART));
        int begin = end.getInt(entry + ENTRY_OFFSET) - passed;
        int next = entries.stream()
                .mapToInt(at -> end.getInt(at + ENTRY_OFFSET) - passed)
                .filter(offset -> offset > begin)
                .min()
                .orElse(directory);
        var part = part(dated(
                content(bytes, begin, end.getInt(entry + ENTRY_PACKED), end.getInt(entry + ENTRY_SIZE)), created));
        int longer = part.length - (next - begin);
        copySizes(part, end, entry);
        for (int at : entries) {
            int offset = end.getInt(at + ENTRY_OFFSET);
            end.putInt(at + ENTRY_OFFSET, offset - passed > begin ? offset + longer : offset);
        }
        end.putInt(end.limit() - END_RECORD + END_OFFSET, directory + passed + longer);
        out.write(bytes, 0, begin);
        out.write(part);
        out.write(bytes, next, bytes.length - next);
        out.flush();
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the entries of the directory begin. */
    private static List<Integer> entries(ByteBuffer end, int directory) {
        var entries = new ArrayList<Integer>();
        int at = directory;
        while (at < end.limit() - END_RECORD) {
            entries.add(at);
            at += ENTRY_HEADER + end.getShort(at + ENTRY_NAME) + end.getShort(at + ENTRY_EXTRA);
        }
        return entries;
    }

    private static String name(ByteBuffer end, int entry) {
        var name = new byte[end.getShort(entry + ENTRY_NAME)];
        end.get(entry + ENTRY_HEADER, name);
        return new String(name, StandardCharsets.US_ASCII);
    }

    private static String content(byte[] bytes, int begin, int packed, int size) throws ZipException {
        try (var inflater = new Inflater(true)) {
            inflater.setInput(bytes, begin + LOCAL_HEADER + PART.length(), packed);
            var content = new byte[size];
            if (inflater.inflate(content) < size) {
                throw new ZipException(PART + " is cut off");
            }
            return new String(content, StandardCharsets.UTF_8);
        } catch (DataFormatException broken) {
            throw (ZipException) new ZipException(PART + " is damaged").initCause(broken);
        }
    }

    private static byte[] dated(String content, Instant created) throws ZipException {
        var found = CREATED.matcher(content);
        if (!found.find()) {
            throw new ZipException(PART + " has no date");
        }
        return found.replaceFirst(created.toString()).getBytes(StandardCharsets.UTF_8);
    }

    /** The part as an entry that is stored without compression. */
    private static byte[] part(byte[] content) {
        var part = new byte[LOCAL_HEADER + PART.length() + content.length];
        var crc = new CRC32();
        crc.update(content);
        buffer(part)
                .putInt(LOCAL_MAGIC)
                .putShort(VERSION)
                .putInt(LOCAL_CRC, (int) crc.getValue())
                .putInt(LOCAL_PACKED, content.length)
                .putInt(LOCAL_SIZE, content.length)
                .putShort(LOCAL_NAME, (short) PART.length())
                .put(LOCAL_HEADER, PART.getBytes(StandardCharsets.US_ASCII))
                .put(LOCAL_HEADER + PART.length(), content);
        return part;
    }

    /** Says in the directory what the header of the part says: flags, method, time, checksum and sizes. */
    private static void copySizes(byte[] part, ByteBuffer end, int entry) {
        end.put(entry + ENTRY_FLAGS, part, LOCAL_FLAGS, ENTRY_NAME - ENTRY_FLAGS);
    }
}
