package org.outreachsync.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {

    @Test
    void isFoundByItsCode() {
        assertThat(Format.ALL).extracting(Format::code).containsExactly("csv", "xlsx", "pudr", "pdf");
        assertThat(Format.ALL)
                .allSatisfy(format -> assertThat(Format.of(format.code())).contains(format));
        assertThat(Format.of("docx")).isEmpty();
    }

    @Test
    void namesEachFileOfAnExportDifferently() {
        var table = Exports.table(Exports.head(Exports.QUARTER, 2, "en"), List.of());
        assertThat(Format.ALL)
                .extracting(format -> format.fileName(table))
                .containsExactly(
                        "MOH_QUARTERLY_2026Q3_r2.csv",
                        "MOH_QUARTERLY_2026Q3_r2.xlsx",
                        "MOH_QUARTERLY_2026Q3_r2.pudr.xlsx",
                        "MOH_QUARTERLY_2026Q3_r2.pdf");
    }
}
