package org.outreachsync.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What may stand after {@code ./outreach demo}. */
class OptionsTest {

    @Test
    void takesItsOptionsInAnyOrder() {
        assertThat(Options.of(new String[] {})).isEqualTo(new Options(false, false, 0));
        assertThat(Options.of(new String[] {"--all", "--port", "8090", "--once"})).isEqualTo(new Options(true, true, 8090));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(Options.of(new String[] {"--al"})).isNull();
        assertThat(Options.of(new String[] {"--port"})).isNull();
        assertThat(Options.of(new String[] {"--port", "65536"})).isNull();
    }
}
