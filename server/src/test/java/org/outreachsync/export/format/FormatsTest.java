package org.outreachsync.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FormatsTest {

    @Test
    void isFoundByItsCode() {
        assertThat(Formats.ALL).extracting(Format::code).containsExactly("csv", "xlsx", "pudr", "pdf");
        assertThat(Formats.ALL)
                .allSatisfy(format -> assertThat(Formats.of(format.code())).contains(format));
        assertThat(Formats.of("docx")).isEmpty();
    }

    @Test
    void namesEachFileOfAnExportDifferently() {
        var table = Exports.table(Exports.head(Exports.QUARTER, 2, "en"), List.of());
        assertThat(Formats.ALL)
                .extracting(format -> format.fileName(table))
                .containsExactly(
                        "MOH_QUARTERLY_2026Q3_r2.csv",
                        "MOH_QUARTERLY_2026Q3_r2.xlsx",
                        "MOH_QUARTERLY_2026Q3_r2.pudr.xlsx",
                        "MOH_QUARTERLY_2026Q3_r2.pdf");
    }
}
