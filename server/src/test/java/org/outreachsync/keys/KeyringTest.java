package org.outreachsync.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What whoever holds the store but not the keysets gets out of it, or can change in it. */
class KeyringTest {

    private final Keyring keys = Keyring.ephemeral();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void opensWhatItSealedAtItsPlaceAndNothingElse(long seed) {
        var random = new Random(seed);
        var plain = bytes(random, random.nextInt(200));
        var sealed = keys.sealer().seal(plain, "record/OSH-1/" + seed);
        assertThat(keys.sealer().open(sealed, "record/OSH-1/" + seed)).isEqualTo(plain);
        assertThat(keys.sealer().seal(plain, "record/OSH-1/" + seed))
                .as("seed %d: equal content looks different each time", seed)
                .isNotEqualTo(sealed);
        refuses(sealed, "record/OSH-2/" + seed);
        refuses(sealed, "");
        var changed = sealed.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        refuses(changed, "record/OSH-1/" + seed);
        refuses(Arrays.copyOf(sealed, sealed.length - 1), "record/OSH-1/" + seed);
        assertThatThrownBy(() -> Keyring.ephemeral().sealer().open(sealed, "record/OSH-1/" + seed))
                .isInstanceOf(SealException.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void namesTellPartsApartHoweverTheyRunTogether(long seed) {
        var random = new Random(seed);
        var text = bytes(random, 2 + random.nextInt(10));
        var names = new HashSet<String>();
        for (int at = 0; at <= text.length; at++) {
            names.add(name("site", Arrays.copyOf(text, at), Arrays.copyOfRange(text, at, text.length)));
        }
        assertThat(names).as("seed %d", seed).hasSize(text.length + 1);
        assertThat(name("site", text)).isEqualTo(name("site", text)).isNotIn(names);
        assertThat(name("person", text)).isNotEqualTo(name("site", text));
        assertThat(Keyring.ephemeral().sealer().name("site", List.of(text))).isNotEqualTo(name("site", text));
    }

    @Test
    void clientKeysAreTheSameForACodeAndDifferBetweenKeysets(@TempDir Path folder) {
        var first = Keyring.open(folder, true);
        var again = Keyring.open(folder, false);
        var codes = new ArrayList<List<Byte>>();
        for (var code : List.of("F19870412", "F19870413", "M19870412", "")) {
            var key = first.clientKeys().keyOf(code);
            assertThat(key).hasSize(ClientKeys.SIZE_BYTES);
            assertThat(again.clientKeys().keyOf(code)).isEqualTo(key);
            assertThat(keys.clientKeys().keyOf(code)).isNotEqualTo(key);
            assertThat(new String(key, StandardCharsets.ISO_8859_1)).doesNotContain("1987");
            var boxed = new ArrayList<Byte>();
            for (byte one : key) {
                boxed.add(one);
            }
            codes.add(boxed);
        }
        assertThat(codes).doesNotHaveDuplicates();
    }

    @Test
    void tagsAreOfTheirBytesAndKeysetOnly() {
        var bytes = "cursor".getBytes(StandardCharsets.UTF_8);
        var tag = keys.tag(bytes);

        assertThat(keys.isOurs(tag, bytes)).isTrue();
        assertThat(keys.isOurs(tag, "cursos".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(keys.isOurs(Arrays.copyOf(tag, tag.length - 1), bytes)).isFalse();
        assertThat(keys.isOurs(new byte[0], bytes)).isFalse();
        assertThat(Keyring.ephemeral().isOurs(tag, bytes)).isFalse();
    }

    @Test
    void makesKeysetsOnlyWhereItMay(@TempDir Path folder) {
        assertThatThrownBy(() -> Keyring.open(folder, false)).isInstanceOf(KeyringException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "cursor.json, seal.json, AES-256-GCM",
        "seal.json, cursor.json, HMAC-SHA-256",
        "seal.json, client-code.json, HMAC-SHA-256",
    })
    void namesAKeysetOfAnotherKind(String from, String to, String expected, @TempDir Path folder) throws IOException {
        Keyring.open(folder, true);
        Files.copy(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> Keyring.open(folder, true))
                .isInstanceOf(KeyringException.class)
                .hasMessage("the keysets in " + folder + " cannot be used: " + to + " has keys of another kind than "
                        + expected + ". Restore it from where keysets are kept");
    }

    @Test
    void namesAKeysetForNothingThatTheServerDoes(@TempDir Path folder) throws IOException {
        Keyring.open(folder, true);
        var seal = folder.resolve("seal.json");
        var other = Files.readString(seal).replace("tink.AesGcmKey", "tink.XChaCha20Poly1305Key");
        Files.writeString(seal, other);

        assertThatThrownBy(() -> Keyring.open(folder, true))
                .isInstanceOf(KeyringException.class)
                .hasMessageContaining("seal.json has keys of another kind than AES-256-GCM");
    }

    private void refuses(byte[] sealed, String place) {
        assertThatThrownBy(() -> keys.sealer().open(sealed, place)).isInstanceOf(SealException.class);
    }

    private String name(String purpose, byte[]... parts) {
        return keys.sealer().name(purpose, List.of(parts));
    }

    private static byte[] bytes(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
