package org.outreachsync.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.identity.Secrets;

/**
 * A ledger names the version of each format, so that it can say why files of an earlier program cannot be written
 * again. Content is compared before it is compressed, because that depends on the Java runtime.
 */
class FormatVersionsTest {

    /**
     * If this fails, a writer, its texts, its library or a definition of an indicator changed. Raise the version of the
     * format, unless only a definition changed, and write the new content down.
     */
    @ParameterizedTest
    @CsvSource({
        "csv, 1, 00",
        "xlsx, 1, 00",
        "pudr, 1, 00",
        "pdf, 1, 00",
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

    private static byte[] unpacked(Format format, byte[] written) throws IOException {
        return switch (format.extension().substring(format.extension().lastIndexOf('.') + 1)) {
            case "xlsx" -> parts(written);
            case "pdf" -> page(written);
            default -> written;
        };
    }

    private static byte[] parts(byte[] workbook) throws IOException {
        var all = new ByteArrayOutputStream();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.write(entry.getName().getBytes(StandardCharsets.UTF_8));
                zip.transferTo(all);
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
