package org.outreachsync.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.demo.Delivered.Signature;

/** What the demo takes for a wrong delivery. */
class DeliveredTest {

    private static final Cell TOLD = cell("told");
    private static final Cell SMALL = cell("small");
    private static final Map<Cell, Long> ANSWERS = Map.of(TOLD, 12L, SMALL, 3L);

    private static Cell cell(String element) {
        return new Cell("form", "unit", "2025", element, "combo");
    }

    private static Delivered delivered(Map<Cell, String> held) {
        return Delivered.compared(List.of(Path.of("a.csv")), Signature.GOOD, ANSWERS, Set.of(SMALL), held);
    }

    @Test
    void equalFiguresLessTheMaskedOnesAreRight() {
        var right = delivered(Map.of(TOLD, "12"));

        assertThat(right.isClean()).isTrue();
        assertThat(right.equal()).isEqualTo(1);
        assertThat(right.masked()).isEqualTo(1);
    }

    @Test
    void aFigureThatDiffersOrDidNotArriveIsWrong() {
        assertThat(delivered(Map.of(TOLD, "11")).isClean()).isFalse();
        assertThat(delivered(Map.of()).wrong()).singleElement().asString().contains("missing, not 12");
    }

    @Test
    void aFigureThatShouldNotHaveArrivedIsWrong() {
        assertThat(delivered(Map.of(TOLD, "12", SMALL, "3")).wrong())
                .singleElement()
                .asString()
                .endsWith("was to be left out");
        assertThat(delivered(Map.of(TOLD, "12", cell("other"), "0")).wrong())
                .singleElement()
                .asString()
                .endsWith("belongs to no figure");
    }
}
