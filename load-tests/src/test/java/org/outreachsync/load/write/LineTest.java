package org.outreachsync.load.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

    private static final Spread ABOUT_FORTY = Spread.of(List.of(41.0, 39.0, 40.0), one -> one);

    @Test
    void saysWhetherALargeFigureIsReached() {
        assertThat(Line.atLeast("rate", ABOUT_FORTY, "", 40, 50))
                .hasToString("| rate | 40.0 (39.0–41.0) |  | ≥ 40.0 | ≥ 50.0 | reached |");
        assertThat(Line.atLeast("rate", ABOUT_FORTY, "", 30, 40).verdict()).isEqualTo("reached, aim too");
        assertThat(Line.atLeast("rate", ABOUT_FORTY, "", 41, 50).verdict()).isEqualTo("MISSED");
    }

    @Test
    void saysWhetherASmallFigureIsReached() {
        assertThat(Line.atMost("bytes", ABOUT_FORTY, "", 40, 30).verdict()).isEqualTo("reached");
        assertThat(Line.atMost("bytes", ABOUT_FORTY, "", 50, 40).verdict()).isEqualTo("reached, aim too");
        assertThat(Line.atMost("bytes", ABOUT_FORTY, "", 39, 30).verdict()).isEqualTo("MISSED");
    }

    @Test
    void judgesNothingWithoutPostgres() {
        assertThat(Line.alone("rate", ABOUT_FORTY))
                .hasToString("| rate | 40.0 (39.0–41.0) | no PostgreSQL here |  |  |  |");
    }
}
