package org.outreachsync.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.identity.Secrets;

/**
 * A ledger names the version of each format, so that it can say why files of an earlier program cannot be written
 * again. Content is compared before it is compressed, because that depends on the Java runtime.
 */
class FormatVersionsTest {

    @TempDir
    private Path folder;

    /**
     * If this fails, a writer, its texts, its library or a definition of an indicator changed. Raise the version of the
     * format, unless only a definition changed, and write the new content down.
     */
    @ParameterizedTest
    @CsvSource({
        "csv, 1, f4d72d8d61e681a80a31d53c34d55015c6fdce6addcbc22d9a19c44ce6974282",
        "xlsx, 1, 501da8ffb3a78863d61ad0d006ccc4a3cbbcc7c31b8baf3d9a8e17e1e8c1035f",
        "pudr, 1, 0356401118d9738db33ddf2d5205e0d565698b2c8fdfeda2abb4e3ee192204ba",
        "pdf, 1, 3d321b7a887b33d2bb0bf83220b5ef4c331ef870bd81b29441211a0ebc067739",
    })
    void aFormatThatWritesOtherwiseHasAnotherVersion(String code, int version, String content) throws IOException {
        var format = Formats.of(code).orElseThrow();
        var before = Exports.QUARTER.previous();
        var written = Exports.write(
                format,
                Exports.table(Exports.head(Exports.QUARTER, 1, "ru"), Exports.everyKind(Exports.QUARTER)),
                List.of(Exports.table(Exports.head(before, 1, "ru"), Exports.everyKind(before))));
        assertThat(format.version() + " " + HexFormat.of().formatHex(Secrets.sha256(unpacked(format, written))))
                .isEqualTo(version + " " + content);
    }

    @Test
    void everyFormatIsAmongThese() {
        assertThat(Formats.ALL).extracting(Format::code).containsExactlyInAnyOrder("csv", "xlsx", "pudr", "pdf");
    }

    private byte[] unpacked(Format format, byte[] written) throws IOException {
        return switch (format.extension().substring(format.extension().lastIndexOf('.') + 1)) {
            case "xlsx" -> parts(written);
            case "pdf" -> page(written);
            default -> written;
        };
    }

    private byte[] parts(byte[] workbook) throws IOException {
        var file = Files.write(folder.resolve("workbook.xlsx"), workbook);
        var all = new ByteArrayOutputStream();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                all.write(entry.getName().getBytes(StandardCharsets.UTF_8));
                try (var part = zip.getInputStream(entry)) {
                    part.transferTo(all);
                }
            }
        }
        return all.toByteArray();
    }

    private static byte[] page(byte[] file) throws IOException {
        try (var reader = PdfReading.open(file)) {
            return reader.getPageContent(1);
        }
    }
}
