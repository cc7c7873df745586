package org.outreachsync.backup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparedFileTest {

    @TempDir
    private Path folder;

    @Test
    void aDiskThatKeepsSomethingElseIsNoticed() throws IOException {
        var file = folder.resolve("file");
        var bytes = new byte[200_000];
        new Random(3).nextBytes(bytes);

        assertThatCode(() -> written(file, bytes).check(file)).doesNotThrowAnyException();

        var changed = bytes.clone();
        changed[100_000] ^= 1;
        var longer = Arrays.copyOf(bytes, bytes.length + 1);
        var shorter = Arrays.copyOf(bytes, bytes.length - 1);
        for (var held : new byte[][] {changed, longer, shorter, {}}) {
            var compared = written(file, bytes);
            Files.write(file, held);
            assertThatThrownBy(() -> compared.check(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the disk does not hold");
        }
    }

    private static ComparedFile written(Path file, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var compared = new ComparedFile(channel);
            for (int at = 0; at < bytes.length; at += 70_001) {
                var rest = ByteBuffer.wrap(bytes, at, Math.min(70_001, bytes.length - at));
                while (rest.hasRemaining()) {
                    compared.write(rest);
                }
            }
            return compared;
        }
    }
}
