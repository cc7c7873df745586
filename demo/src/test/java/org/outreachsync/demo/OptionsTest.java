package org.outreachsync.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The options of {@code ./outreach demo}. */
class OptionsTest {

    @Test
    void takesItsOptionsInAnyOrder() {
        assertThat(Options.of(new String[] {})).isEqualTo(new Options(false, false, 0));
        assertThat(Options.of(new String[] {"--all", "--port", "8090", "--once"}))
                .isEqualTo(new Options(true, true, 8090));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Options.of(new String[] {"--al"}))
                .hasMessage("There is no option --al. Did you mean --all?");
        assertThatThrownBy(() -> Options.of(new String[] {"--once", "--ones"}))
                .hasMessage("There is no option --ones. Did you mean --once?");
        assertThatThrownBy(() -> Options.of(new String[] {"now"})).hasMessage("There is no option now.");
        for (var port : List.of("65536", "-1", "http", "")) {
            assertThatThrownBy(() -> Options.of(new String[] {"--port", port}))
                    .hasMessage("--port needs a number from 0 to 65535.");
        }
        assertThatThrownBy(() -> Options.of(new String[] {"--port"}))
                .hasMessage("--port needs a number from 0 to 65535.");
    }
}
