package org.outreachsync.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published test vectors of age: what must open opens to the right bytes, and everything else is refused. */
class AgeVectorsTest {

    /** An identity of nobody, for vectors that name none. */
    private static final String NOBODY = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

    @TempDir
    private Path folder;

    static List<Path> vectors() throws IOException, URISyntaxException {
        var resources = Path.of(AgeVectorsTest.class.getResource("/age-vectors").toURI());
        try (var files = Files.list(resources)) {
            return files.filter(file -> !file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void eachVectorEndsAsItShould(Path vector) throws Exception {
        var bytes = Files.readAllBytes(vector);
        var said = said(bytes);
        var file = folder.resolve("backup.age");
        Files.write(file, encrypted(bytes, said));
        var identity = folder.resolve("identity.txt");
        Files.writeString(identity, said.getOrDefault("identity", NOBODY) + "\n");
        var reader = new BackupReader(file, identity);

        if ("success".equals(said.get("expect"))) {
            assertThat(sha256(opened(reader, file, identity))).isEqualTo(said.get("payload"));
        } else {
            assertThatThrownBy(() -> opened(reader, file, identity)).isInstanceOf(Exception.class);
        }
        assertThatThrownBy(() -> reader.read((table, document) -> {}))
                .as("no vector is a backup of this program, and an operator is told so in words")
                .isInstanceOf(BackupException.class);
    }

    private static byte[] opened(BackupReader reader, Path file, Path identity) throws IOException {
        try (var sealed = FileChannel.open(file)) {
            return Channels.newInputStream(reader.open(sealed, AgeKeys.identities(identity)))
                    .readAllBytes();
        }
    }

    private static int endOfHead(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\n\n") + 2;
    }

    private static Map<String, String> said(byte[] bytes) {
        var said = new HashMap<String, String>();
        new String(bytes, 0, endOfHead(bytes), StandardCharsets.ISO_8859_1)
                .lines()
                .forEach(line -> {
                    int colon = line.indexOf(": ");
                    if (colon > 0) {
                        said.put(line.substring(0, colon), line.substring(colon + 2));
                    }
                });
        return said;
    }

    private static byte[] encrypted(byte[] bytes, Map<String, String> said) throws IOException {
        int from = endOfHead(bytes);
        var rest = new ByteArrayInputStream(bytes, from, bytes.length - from);
        return "zlib".equals(said.get("compressed"))
                ? new InflaterInputStream(rest).readAllBytes()
                : rest.readAllBytes();
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
