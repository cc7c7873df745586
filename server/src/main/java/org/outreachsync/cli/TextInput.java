package org.outreachsync.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.outreachsync.cli.Arguments.UsageException;

/** Reads a text that is given to a command: from a file, or from its standard input. */
final class TextInput {

    /** A hyphen stands for the standard input, as in other commands. */
    private static final String STANDARD_INPUT = "-";

    private TextInput() {}

    /**
     * Reads a text in UTF-8.
     *
     * @param file its name; null or a hyphen for the standard input
     * @param bytesMax how much is read at most
     * @throws UsageException if it cannot be read, is too long or is not UTF-8
     */
    static String read(@Nullable String file, int bytesMax) {
        var bytes = file == null || file.equals(STANDARD_INPUT) ? ofStandardInput(bytesMax) : ofFile(file, bytesMax);
        if (bytes.length > bytesMax) {
            throw new UsageException("The input has more than " + bytesMax + " bytes.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new UsageException("The input is not UTF-8.");
        }
    }

    private static byte[] ofStandardInput(int bytesMax) {
        try {
            return System.in.readNBytes(bytesMax + 1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] ofFile(String file, int bytesMax) {
        try (var in = Files.newInputStream(Path.of(file))) {
            return in.readNBytes(bytesMax + 1);
        } catch (NoSuchFileException missing) {
            throw new UsageException("There is no file " + file + ".");
        } catch (IOException unreadable) {
            throw new UsageException("The file " + file + " cannot be read.");
        }
    }
}
