package org.outreachsync.indicator.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.question.Places.Place;

class PlacesTest {

    private static final LocalDate OPENED = LocalDate.of(2026, 1, 10);
    private static final LocalDate MOVED = LocalDate.of(2026, 3, 10);
    private static final LocalDate CLOSED = LocalDate.of(2026, 6, 1);
    private static final Place FIRST = new Place(OPENED, MOVED, "KG", "KG-GO", "PUBLIC");
    private static final Place SECOND = new Place(MOVED, CLOSED, "KG", "KG-C", "PUBLIC");

    private final Places places = site -> site.equals("OSH-1") ? List.of(FIRST, SECOND) : List.of();

    @Test
    void aSiteIsInItsNewPlaceFromTheDayOfTheMove() {
        var year = new Stretch("OSH-1", LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
        assertThat(FIRST.of(year)).isEqualTo(new Stretch("OSH-1", OPENED, MOVED.minusDays(1)));
        assertThat(SECOND.of(year)).isEqualTo(new Stretch("OSH-1", MOVED, CLOSED.minusDays(1)));
    }

    @Test
    void aStretchOutsideAPlacementHasNoPartInIt() {
        var after = new Stretch("OSH-1", MOVED, MOVED);
        assertThat(FIRST.of(after)).isNull();
        assertThat(SECOND.of(after)).isEqualTo(after);
        assertThat(FIRST.of(new Stretch("OSH-1", OPENED.minusDays(5), OPENED.minusDays(1))))
                .isNull();
    }

    @Test
    void aSiteIsOpenFromItsFirstDayUntilTheDayBeforeItCloses() {
        assertThat(places.isOpen("OSH-1", OPENED.minusDays(1))).isFalse();
        assertThat(places.isOpen("OSH-1", OPENED)).isTrue();
        assertThat(places.isOpen("OSH-1", MOVED)).isTrue();
        assertThat(places.isOpen("OSH-1", CLOSED.minusDays(1))).isTrue();
        assertThat(places.isOpen("OSH-1", CLOSED)).isFalse();
    }

    @Test
    void aSiteWithoutPlacementsIsOpenAlways() {
        assertThat(places.isOpen("NEW-1", LocalDate.of(1990, 1, 1))).isTrue();
    }
}
