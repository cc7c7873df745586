package org.outreachsync.export.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.table.ExportTable;

/** A stream that fails, such as a file on a full disk, fails the export, and nothing more is written to it. */
class FullDiskTest {

    static Stream<Format> formats() {
        return Formats.ALL.stream();
    }

    /** Takes some bytes, then refuses. */
    private static final class Full extends OutputStream {

        private final int room;
        private int taken;
        private boolean isFull;
        private boolean isClosed;
        private int callsWhenFull;

        Full(int room) {
            this.room = room;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (isFull) {
                callsWhenFull++;
            }
            if (isFull || taken + length > room) {
                isFull = true;
                throw new IOException("no space left on device");
            }
            taken += length;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    private static ExportTable table() {
        return Exports.table(
                Exports.head(Exports.QUARTER, 1, "ru"),
                IntStream.range(0, 3_000)
                        .mapToObj(at -> Exports.count("CONTACTS", new Told.Exact(at)))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void failsWhereverTheRoomEnds(Format format) {
        int size = Exports.write(format, table()).length;
        for (int room : IntStream.of(0, 1, 3, size / 4, size / 2, size - 3_000, size - 22, size - 1)
                .toArray()) {
            var full = new Full(Math.max(0, room));
            assertThatThrownBy(() -> format.write(table(), List.of(), full))
                    .as("%s with room for %d of %d bytes", format.code(), room, size)
                    .isInstanceOf(IOException.class)
                    .hasMessage("no space left on device");
            assertThat(full.callsWhenFull).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void leavesTheStreamOpen(Format format) throws IOException {
        int size = Exports.write(format, table()).length;
        var enough = new Full(size);
        format.write(table(), List.of(), enough);
        assertThat(enough.taken).isEqualTo(size);
        assertThat(enough.isClosed).isFalse();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void flushesWhatItWrote(Format format) throws IOException {
        var out = new ByteArrayOutputStream();
        var flushes = new int[1];
        var counting = new OutputStream() {
            @Override
            public void write(int one) {
                flushes[0] = 0;
                out.write(one);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                flushes[0] = 0;
                out.write(bytes, from, length);
            }

            @Override
            public void flush() {
                flushes[0]++;
            }
        };
        format.write(table(), List.of(), counting);
        assertThat(flushes[0]).isPositive();
    }
}
