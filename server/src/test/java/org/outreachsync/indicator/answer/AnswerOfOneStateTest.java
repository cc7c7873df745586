package org.outreachsync.indicator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.question.Comparison;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.sync.Field;
import org.outreachsync.sync.TestTerms;
import org.outreachsync.validate.Bounds;

/** Midnight passes, or a site moves, while a question is answered. */
class AnswerOfOneStateTest {

    private static final List<String> SITES = List.of(Field.SITE);
    private static final LocalDate EVENING = LocalDate.of(2026, 11, 20);
    private static final Instant MIDNIGHT =
            EVENING.plusDays(1).atStartOfDay(TestTerms.ZONE).toInstant();
    private static final Places NOWHERE = site -> List.of();

    private IndicatorService service(Places places, InstantSource clock) {
        var cells = new Field().engine().cells(CountingRig.CATALOGUE);
        var context = new IndicatorService.Context(
                () -> SITES, places, () -> Entered.NOTHING, site -> List.of(), TestTerms.ZONE, clock);
        return cells.indicators(cells.cube(site -> {}), context);
    }

    private static IndicatorAnswer ask(IndicatorService service, Dimension... by) {
        var from = EVENING.minusDays(Bounds.LATE_DAYS);
        var question = new Question(
                service.definition("CONTACTS"),
                Period.of(from, from),
                null,
                "",
                "",
                Question.ALL_PROJECTS,
                Set.of(by),
                Question.USUAL_AGE_SCHEME,
                Set.of(Comparison.PREVIOUS));
        return service.answer(SITES, question);
    }

    /** Some clock was read before midnight, the next one after. */
    @Test
    void anAnswerIsOfTheDayOnWhichItWasAsked() {
        var reads = new AtomicInteger();
        var service = service(NOWHERE, () -> reads.getAndIncrement() == 0 ? MIDNIGHT.minusMillis(1) : MIDNIGHT);

        assertThat(ask(service).provisional())
                .as("the last day on which records arrive in time")
                .isTrue();
        assertThat(ask(service).provisional()).as("the day after").isFalse();
    }

    @Test
    void anAnswerReadsWhereSitesArePlacedOnce() {
        var kept = new Places.Place(LocalDate.of(2026, 1, 1), null, "KG", "KG-O", "PUBLIC");
        var moving = new Places() {
            private int snapshots;

            @Override
            public List<Place> of(String site) {
                throw new AssertionError("read while the sites may move");
            }

            @Override
            public Places now() {
                snapshots++;
                return site -> List.of(kept);
            }
        };

        var answer = ask(service(moving, () -> MIDNIGHT), Dimension.REGION);

        assertThat(answer.rows())
                .extracting(row -> row.labels().get(Dimension.REGION))
                .contains("KG-O");
        assertThat(moving.snapshots).isEqualTo(1);
    }
}
