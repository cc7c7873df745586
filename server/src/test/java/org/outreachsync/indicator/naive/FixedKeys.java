package org.outreachsync.indicator.naive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.outreachsync.keys.Keyring;

/**
 * A keyring of known keys, so that a client code has the same client key in every run and a seed tells one story only.
 * For tests alone.
 */
public final class FixedKeys {

    /** A Tink HmacKey of SHA-256 with a tag of 32 bytes, and an AesGcmKey, up to their 32 bytes of key. */
    private static final String HMAC = "1204080310201a20";

    private static final String AES_GCM = "1a20";

    private FixedKeys() {}

    /** The keys, the same in every run. */
    public static Keyring keyring() {
        try {
            var folder = Files.createTempDirectory("naive-keys");
            try {
                write(folder.resolve("seal.json"), "AesGcmKey", AES_GCM, 1);
                write(folder.resolve("cursor.json"), "HmacKey", HMAC, 2);
                write(folder.resolve("client-code.json"), "HmacKey", HMAC, 3);
                return Keyring.open(folder, false);
            } finally {
                for (var file : new String[] {"seal.json", "cursor.json", "client-code.json"}) {
                    Files.deleteIfExists(folder.resolve(file));
                }
                Files.delete(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path file, String type, String start, int filling) throws IOException {
        var key = new byte[32];
        Arrays.fill(key, (byte) filling);
        var value = Base64.getEncoder()
                .encodeToString(HexFormat.of().parseHex(start + HexFormat.of().formatHex(key)));
        var json = """
                {"primaryKeyId": 7, "key": [{"keyData": {"typeUrl": "type.googleapis.com/google.crypto.tink.%s", "value": "%s",
                 "keyMaterialType": "SYMMETRIC"}, "status": "ENABLED", "keyId": 7, "outputPrefixType": "TINK"}]}
                """.formatted(type, value);
        Files.writeString(file, json, StandardCharsets.UTF_8);
    }
}
