package org.outreachsync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether a database may keep the documents of different sites on different machines. */
class TablesTest {

    private static Document page(String id, String site) {
        return new Document(id, 1, Map.of("scope", site, "seq", 1L), new byte[0]);
    }

    @Test
    void everythingThatGrowsWithTheWorkOfASiteBelongsToIt() {
        assertThat(Tables.ALL.stream().filter(Table::isBySite).map(Table::name))
                .containsExactly(
                        "log",
                        "record_pages",
                        "record_heads",
                        "record_days",
                        "reviews",
                        "quarantine",
                        "cells",
                        "months");
    }

    @Test
    void allIndexesOfATableBySiteBeginWithTheSite() {
        assertThat(Tables.ALL.stream().filter(Table::isBySite))
                .allSatisfy(table -> assertThat(table.indexes())
                        .allSatisfy(index -> assertThat(index.fields()).startsWith(Table.SCOPE)));
    }

    @Test
    void anotherIndexIsRefused() {
        var fields = List.of(Field.text("scope"), Field.number("day"));
        assertThatThrownBy(() -> new Table("plants", fields, List.of(new Index("d", true, List.of("day"))), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Table("plants", List.of(Field.number("day")), List.of(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theIdNamesTheSite() {
        assertThat(Tables.RECORD_PAGES.scopeOf("OSH-1/7/0001")).isEqualTo("OSH-1");
        assertThat(Tables.CELLS.scopeOf("27f77a9ab7a1d34f/OSH-1/20757")).isEqualTo("27f77a9ab7a1d34f/OSH-1");
        assertThatThrownBy(() -> Tables.CELLS.scopeOf("OSH-1/20757")).isInstanceOf(IllegalArgumentException.class);
        Tables.RECORD_PAGES.check(page("OSH-1/7", "OSH-1"));
        assertThatThrownBy(() -> Tables.RECORD_PAGES.check(page("OSH-1/7", "OSH-2")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRangeNamesTheSite() {
        Tables.CELLS.check(Range.ascending("cells_day", List.of("print/OSH-1"), 1L, 2L, 10));
        Tables.CELLS.check(Range.among("cells_day", List.of(), List.of("print/OSH-1", "print/OSH-2"), 10));
        assertThatThrownBy(() -> Tables.CELLS.check(Range.ascending("cells_day", List.of(), null, null, 10)))
                .isInstanceOf(IllegalArgumentException.class);
        Tables.CELLS.check("cells_day", List.of());
    }
}
