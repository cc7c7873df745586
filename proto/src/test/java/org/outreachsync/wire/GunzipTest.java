package org.outreachsync.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Gzip from untrusted senders: intact, truncated, changed, with very many members. */
class GunzipTest {

    private static final int MAX = 50_000;
    private static final int MEMBERS = 4;

    @Test
    void readsWhatTheJdkWrites() throws IOException {
        var random = new Random(1);
        for (int length : new int[] {0, 1, 100, 8_192, MAX}) {
            var plain = new byte[length];
            random.nextBytes(plain);
            assertThat(Gunzip.inflate(gzip(plain), MAX, 1)).isEqualTo(plain);
        }
    }

    @Test
    void readsSomeMembersAndNoMore() throws IOException {
        var members = new ByteArrayOutputStream();
        for (int member = 0; member < MEMBERS; member++) {
            members.writeBytes(gzip(new byte[] {(byte) member}));
        }
        assertThat(Gunzip.inflate(members.toByteArray(), MAX, MEMBERS)).containsExactly(0, 1, 2, 3);
        members.writeBytes(gzip(new byte[0]));
        refuses(members.toByteArray());
    }

    @Test
    void tenThousandEmptyMembersAreRefusedWithoutEndingTheStack() throws IOException {
        var members = new ByteArrayOutputStream();
        var empty = gzip(new byte[0]);
        for (int member = 0; member < 10_000; member++) {
            members.writeBytes(empty);
        }
        refuses(members.toByteArray());
        assertThat(Gunzip.inflate(members.toByteArray(), MAX, 10_000)).isEmpty();
    }

    @Test
    void readsHeadsWithEverythingInThem() throws IOException {
        var plain = gzip(new byte[] {7});
        var full = new ByteArrayOutputStream();
        full.write(plain, 0, 3);
        full.write(4 | 8 | 16);
        full.write(plain, 4, 6);
        full.writeBytes(new byte[] {2, 0, 'x', 'y', 'n', 0, 'c', 0});
        full.write(plain, 10, plain.length - 10);
        assertThat(Gunzip.inflate(full.toByteArray(), MAX, 1)).containsExactly(7);
    }

    @Test
    void refusesWhatIsCutAnywhereOrHasMoreBehindIt() throws IOException {
        var packed = gzip("one op and another".getBytes(StandardCharsets.UTF_8));
        for (int length = 0; length < packed.length; length++) {
            refuses(Arrays.copyOf(packed, length));
        }
        refuses(Arrays.copyOf(packed, packed.length + 1));
    }

    @Test
    void countsBytesOfAllMembers() throws IOException {
        var two = new ByteArrayOutputStream();
        two.writeBytes(gzip(new byte[MAX]));
        two.writeBytes(gzip(new byte[1]));
        assertThatExceptionOfType(Gunzip.TooMuchException.class)
                .isThrownBy(() -> Gunzip.inflate(two.toByteArray(), MAX, 2));
    }

    /** For any input, the result is what the JDK reads, or an IOException. */
    @Test
    void agreesWithTheJdkOrRefuses() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("GunzipTest seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            var plain = new byte[random.nextInt(200)];
            random.nextBytes(plain);
            var packed = gzip(plain);
            for (int change = random.nextInt(4); change > 0; change--) {
                packed[random.nextInt(packed.length)] = (byte) random.nextInt(256);
            }
            try {
                var read = Gunzip.inflate(packed, MAX, MEMBERS);
                try (var jdk = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                    assertThat(read).as("seed %s, round %s", seed, round).isEqualTo(jdk.readAllBytes());
                }
            } catch (IOException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }

    private static void refuses(byte[] packed) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Gunzip.inflate(packed, MAX, MEMBERS));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }
}
