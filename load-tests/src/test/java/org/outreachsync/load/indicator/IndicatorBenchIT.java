package org.outreachsync.load.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small run of the benchmark: it prints its figures, and the measured answers are right. */
class IndicatorBenchIT {

    private static final Shape SHAPE = new Shape(4_000, 120, 2, 1, 20_260_101);

    @TempDir
    private static Path folder;

    private static String printed = "";

    @BeforeAll
    static void fill() throws Exception {
        printed = run();
    }

    @Test
    void printsItsFiguresAndUsesAFilledFolderAgain() throws Exception {
        assertThat(printed)
                .contains(
                        "seed=20260101",
                        "filled ",
                        "records in 730 cells",
                        "cold load of all sites",
                        "heap:",
                        "recount 2025-12-01..2025-12-31")
                .contains(
                        "40 questions of 40",
                        "all  ",
                        "odd days",
                        "whole months",
                        "the slowest:",
                        "asked again",
                        "floor, ",
                        "ratio to the floor")
                .doesNotContain("reused");
        assertThat(run()).contains("reused ", "ratio to the floor").doesNotContain("filled in");
    }

    @Test
    void answersEqualAPlainRecountOfWhatWasGenerated() throws Exception {
        var recount = new PlainRecount(SHAPE);
        try (var server = new BenchServer(folder, null)) {
            for (var period : new String[] {
                "2025-01-01..2025-12-31", "2025-02-01..2025-02-28", "2025-03-05..2025-06-17", "2025-11-30..2025-11-30"
            }) {
                var ends = period.split("\\.\\.", -1);
                var counted = recount.of(LocalDate.parse(ends[0]), LocalDate.parse(ends[1]));

                assertThat(server.figure(SHAPE.siteCodes(), "CONTACTS", period))
                        .as(period)
                        .isEqualTo(counted.contacts());
                assertThat(server.figure(SHAPE.siteCodes(), "PERSONS_REACHED", period))
                        .as(period)
                        .isEqualTo(counted.persons());
            }
        }
    }

    private static String run() throws Exception {
        var out = new ByteArrayOutputStream();
        IndicatorBench.run(
                SHAPE, folder, null, 40, Duration.ofMinutes(5), new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
