package org.outreachsync.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.outreachsync.wire.log.v1.Quarantined;

/** Somebody who measures what is sealed. */
class PaddingTest {

    private static final int SHORTEST = 64;

    private static Quarantined message(int bytes) {
        return Quarantined.newBuilder()
                .setCode("C")
                .setRaw(ByteString.copyFrom(new byte[bytes]))
                .build();
    }

    @Test
    void everyMessageHasOneOfFewLengthsAndCanBeRead() throws Exception {
        var lengths = new TreeSet<Integer>();
        for (int bytes = 0; bytes < 40_000; bytes++) {
            var message = message(bytes);
            var padded = Padding.of(message.toByteArray(), SHORTEST);
            lengths.add(padded.length);
            var read = Quarantined.parseFrom(padded);
            assertThat(read.toBuilder().clearPadding().build()).isEqualTo(message);
        }
        assertThat(lengths)
                .allMatch(length -> Integer.bitCount(length) == 1
                        || (Integer.bitCount(length) == 2 && Integer.bitCount(length / 3) == 1))
                .first()
                .isEqualTo(SHORTEST);
        assertThat(lengths).hasSizeLessThanOrEqualTo(21);
    }

    @Test
    void aLargeMessageGrowsLittle() {
        var lengths = new TreeSet<Integer>();
        for (int bytes = 1 << 20; bytes < 7 << 20; bytes += 99_991) {
            int length = Padding.of(message(bytes).toByteArray(), SHORTEST).length;
            assertThat(length).isBetween(bytes, bytes + (1 << 18) + 20);
            lengths.add(length);
        }
        assertThat(lengths).allMatch(length -> length % (1 << 18) == 0);
    }
}
