package org.outreachsync.export.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.outreachsync.export.table.Line;
import org.outreachsync.identity.Secrets;

/**
 * A ledger names the version of each format, so that it can say why files of an earlier program cannot be written
 * again.
 */
class MappedFormatVersionsTest {

    /** If this fails, a writer changed. Raise the version of the format, and write the new content down. */
    @ParameterizedTest
    @CsvSource({
        "dhis2_json, 1, 009b86de7d60379737d342cfe2d1c7679521b7855bfa4f8564c82abf7013a602",
        "dhis2_csv, 1, ee4e81854aed80f6a47f37c9ddfd3a323b7141d0679a89250726f3fab352ca96",
        "adx, 1, 3bd121453ebb8e2d7baa59acfddc1162413c613c8376cad518ee950ecd8e7d25",
    })
    void aFormatThatWritesOtherwiseHasAnotherVersion(String code, int version, String content) throws IOException {
        var table = Mappings.table(Mappings.usual(Mappings.OSH).toArray(Line[]::new));
        var mapped = (Mapped.Complete) Mapper.map(Mappings.mapping(), table);
        var written = new ByteArrayOutputStream();
        var format = Optional.of(MappedFormats.of(code));
        while (format.isPresent()) {
            format.get().write(mapped, table, written);
            format = format.get().beside();
        }
        assertThat(MappedFormats.of(code).version() + " "
                        + HexFormat.of().formatHex(Secrets.sha256(written.toByteArray())))
                .isEqualTo(version + " " + content);
    }

    @Test
    void everyFormatIsAmongThese() {
        assertThat(MappedFormats.CODES).containsExactlyInAnyOrder("dhis2_json", "dhis2_csv", "adx");
    }
}
