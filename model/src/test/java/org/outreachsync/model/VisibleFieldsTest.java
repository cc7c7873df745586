package org.outreachsync.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts of a record with lines. */
class VisibleFieldsTest {

    private static final Path PLAIN = Path.field(1);
    private static final Path LINE = Path.element(2, 7);
    private static final Path OF_LINE = Path.line(2, 7, 3);
    private static final Path OF_OTHER_LINE = Path.line(2, 8, 3);

    private static PathMap<Value> shown(Path... paths) {
        var shown = new PathMap.Builder<Value>(paths.length);
        for (var path : paths) {
            shown.put(path, new Value.Num(1));
        }
        return shown.build();
    }

    @Test
    void fieldsOfALineThatWasRemovedDoNotCount() {
        assertThat(VisibleFields.of(shown(PLAIN, LINE, OF_LINE, OF_OTHER_LINE)))
                .isEqualTo(Map.of(PLAIN, new Value.Num(1), LINE, new Value.Num(1), OF_LINE, new Value.Num(1)));
    }

    @Test
    void aRecordWithAllItsLinesCountsWhole() {
        var whole = shown(PLAIN, LINE, OF_LINE);
        assertThat(VisibleFields.of(whole)).isSameAs(whole);
    }
}
