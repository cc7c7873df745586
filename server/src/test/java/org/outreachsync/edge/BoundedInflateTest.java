package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

class BoundedInflateTest {

    private static final int MAX = 100_000;
    private static final BoundedInflate INFLATE = new BoundedInflate(MAX, 50, 1_000, 4);

    @Test
    void givesBackWhatWasPacked() throws IOException {
        var plain = noise(MAX);

        assertThat(INFLATE.open(gzip(plain), "gzip")).isEqualTo(plain);
        assertThat(INFLATE.open(gzip(plain), " GZIP ")).isEqualTo(plain);
        assertThat(INFLATE.open(plain, "")).isEqualTo(plain);
        assertThat(INFLATE.open(plain, "identity")).isEqualTo(plain);
        assertThat(INFLATE.open(new byte[0], "")).isEmpty();
    }

    @Test
    void stopsAtTheMostBytes() throws IOException {
        var packed = gzip(noise(MAX + 1));

        refuses(Code.TOO_LARGE, packed, "gzip");
        refuses(Code.TOO_LARGE, new byte[MAX + 1], "");
    }

    @Test
    void stopsAtTheRatioButLetsSmallBodiesPass() throws IOException {
        refuses(Code.TOO_LARGE, gzip(new byte[MAX]), "gzip");
        assertThat(INFLATE.open(gzip(new byte[1_000]), "gzip")).hasSize(1_000);
    }

    @Test
    void stopsASecondMemberToo() throws IOException {
        var two = new ByteArrayOutputStream();
        two.writeBytes(gzip(noise(MAX)));
        two.writeBytes(gzip(noise(10)));

        refuses(Code.TOO_LARGE, two.toByteArray(), "gzip");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 10, 18, 500})
    void refusesWhatWasCut(int length) throws IOException {
        refuses(Code.MALFORMED, Arrays.copyOf(gzip(noise(2_000)), length), "gzip");
    }

    @Test
    void refusesWhatWasChanged() throws IOException {
        var packed = gzip(noise(2_000));
        packed[packed.length - 6] ^= 1;

        refuses(Code.MALFORMED, packed, "gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "br", "zstd", "gzip, gzip", "x"})
    void knowsNoOtherEncoding(String encoding) {
        refuses(Code.MEDIA_TYPE, new byte[1], encoding);
    }

    private static void refuses(Code code, byte[] body, String encoding) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> INFLATE.open(body, encoding))
                .returns(code, RefusedException::code);
    }

    private static byte[] noise(int length) {
        var noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }
}
