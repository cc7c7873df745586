package org.outreachsync.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Inflates gzip (RFC 1952) from untrusted senders, member by member, with limits on bytes and members. The JDK's own
 * stream recurses once for each empty member, so a body with very many of them overflows the stack.
 */
public final class Gunzip {

    private static final int CHUNK_BYTES = 8 << 10;
    private static final int HEAD_BYTES = 10;
    private static final int TAIL_BYTES = 8;
    private static final int FIRST_BYTE = 0x1F;
    private static final int SECOND_BYTE = 0x8B;
    private static final int DEFLATE = 8;
    private static final int HEAD_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final byte[] packed;
    private final int bytesMax;
    private final Inflater inflater;
    private final ByteArrayOutputStream inflated;
    private int at;

    /** The body inflates to more than the limit. */
    public static final class TooMuchException extends IOException {

        private static final long serialVersionUID = 1L;

        private TooMuchException(String message) {
            super(message);
        }
    }

    private Gunzip(byte[] packed, int bytesMax, Inflater inflater) {
        this.packed = packed;
        this.bytesMax = bytesMax;
        this.inflater = inflater;
        this.inflated = new ByteArrayOutputStream(Math.min(bytesMax, CHUNK_BYTES));
    }

    /**
     * Inflates a body.
     *
     * @param bytesMax the most bytes of the result, 0 or more
     * @param membersMax the most members, 1 or more
     * @throws TooMuchException when the body exceeds a limit
     * @throws IOException when the bytes are not gzip from the first to the last
     */
    public static byte[] inflate(byte[] packed, int bytesMax, int membersMax) throws IOException {
        var inflater = new Inflater(true);
        try {
            var gunzip = new Gunzip(packed, bytesMax, inflater);
            for (int member = 0; member == 0 || gunzip.at < packed.length; member++) {
                if (member == membersMax) {
                    throw new TooMuchException("the body has more than " + membersMax + " members");
                }
                gunzip.head();
                gunzip.member();
            }
            return gunzip.inflated.toByteArray();
        } catch (DataFormatException broken) {
            throw new ZipException("the body cannot be inflated");
        } finally {
            inflater.end();
        }
    }

    private void head() throws IOException {
        int from = at;
        need(HEAD_BYTES);
        int flags = unsigned(at + 3);
        if (unsigned(at) != FIRST_BYTE
                || unsigned(at + 1) != SECOND_BYTE
                || unsigned(at + 2) != DEFLATE
                || (flags & RESERVED) != 0) {
            throw new ZipException("the body is not gzip");
        }
        at += HEAD_BYTES;
        if ((flags & EXTRA) != 0) {
            need(2);
            int length = twoBytes(at);
            at += 2;
            need(length);
            at += length;
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEAD_CRC) != 0) {
            var crc = new CRC32();
            crc.update(packed, from, at - from);
            need(2);
            if ((crc.getValue() & 0xFFFF) != twoBytes(at)) {
                throw new ZipException("the head of a member was changed");
            }
            at += 2;
        }
    }

    private void member() throws IOException, DataFormatException {
        inflater.reset();
        inflater.setInput(packed, at, packed.length - at);
        var crc = new CRC32();
        var chunk = new byte[CHUNK_BYTES];
        long size = 0;
        while (!inflater.finished()) {
            int length = inflater.inflate(chunk);
            if (length == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                throw cut();
            }
            if (length > bytesMax - inflated.size()) {
                throw new TooMuchException("the body inflates to more than " + bytesMax + " bytes");
            }
            inflated.write(chunk, 0, length);
            crc.update(chunk, 0, length);
            size += length;
        }
        at = packed.length - inflater.getRemaining();
        need(TAIL_BYTES);
        if (crc.getValue() != fourBytes(at) || (size & 0xFFFF_FFFFL) != fourBytes(at + 4)) {
            throw new ZipException("the body was changed");
        }
        at += TAIL_BYTES;
    }

    private void skipText() throws IOException {
        do {
            need(1);
            at++;
        } while (packed[at - 1] != 0);
    }

    private void need(int bytes) throws EOFException {
        if (packed.length - at < bytes) {
            throw cut();
        }
    }

    private static EOFException cut() {
        return new EOFException("the body was cut");
    }

    private int unsigned(int index) {
        return packed[index] & 0xFF;
    }

    private int twoBytes(int index) {
        return unsigned(index) | unsigned(index + 1) << 8;
    }

    private long fourBytes(int index) {
        return twoBytes(index) | (long) twoBytes(index + 2) << 16;
    }
}
