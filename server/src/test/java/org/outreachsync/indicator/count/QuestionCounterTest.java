package org.outreachsync.indicator.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.outreachsync.edge.route.QuestionParser;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places.Place;
import org.outreachsync.rig.CountedSite;
import org.outreachsync.wire.CodeListReader;

/** Numerators of records, and denominators that people entered. */
class QuestionCounterTest {

    private static final String OTHER = "OSH-1";
    private static final List<String> PROGRAMME = List.of(CountedSite.SITE, OTHER);
    private static final String NOVEMBER = "202611";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);

    private final CountedSite site = new CountedSite();

    /** 200 people in the country, and no other estimate. */
    private static final class OneEstimate implements Entered {

        @Override
        public @Nullable Figure sizeEstimate(String area, String population, int year) {
            return area.equals("country:KG") ? new Figure(200, "2025", 2025, "survey") : null;
        }

        @Override
        public @Nullable Goal target(String area, String indicator, Period period, boolean addsUp) {
            return null;
        }
    }

    private OperandValue counted(
            String code,
            Map<String, String> parameters,
            List<String> allowed,
            Function<QuestionCounter, OperandValue> operand) {
        var definition =
                Objects.requireNonNull(CountedSite.CATALOGUE.definitions().get(code));
        var question = QuestionParser.parse(definition, parameters).check(CountedSite.CATALOGUE, allowed);
        var cube = site.cube();
        var context = new CountingContext(
                CountedSite.CATALOGUE,
                CodeListReader.published(),
                cube,
                any -> List.of(new Place(LocalDate.of(2020, 1, 1), null, "KG", "KG-GB", "PUBLIC")),
                new OneEstimate(),
                PROGRAMME,
                DAY);
        return cube.read(() -> operand.apply(new QuestionCounter(context, question)));
    }

    private static OperandValue denominator(QuestionCounter counter) {
        return Objects.requireNonNull(counter.denominator());
    }

    @Test
    void unitsAddUpAndPersonsCountOnce() {
        site.exchange(DAY, "Ж1990АЙГУ", 10);
        site.exchange(DAY.plusDays(1), "Ж1990АЙГУ", 5);
        site.exchange(DAY.plusDays(1), "М1980БЕГУ", 2);
        var period = Map.of("period", NOVEMBER);

        assertThat(counted("SYRINGES_DISTRIBUTED", period, PROGRAMME, QuestionCounter::numerator)
                        .total())
                .isEqualTo(17);
        var persons = counted("PERSONS_NSP", period, PROGRAMME, QuestionCounter::numerator);
        assertThat(persons.total()).isEqualTo(2);
        assertThat(Objects.requireNonNull(persons.contacts()).total()).isEqualTo(3);
    }

    @Test
    void groupsAddUpToTheWhole() {
        site.exchange(DAY, "Ж1990АЙГУ", 10);
        site.exchange(DAY, "М1980БЕГУ", 2);

        var bySex = counted(
                "SYRINGES_DISTRIBUTED", Map.of("period", NOVEMBER, "by", "sex"), PROGRAMME, QuestionCounter::numerator);

        assertThat(bySex.groups().values()).containsExactlyInAnyOrder(10L, 2L);
    }

    /** An estimate of a country says nothing about some of its sites. */
    @Test
    void anEstimateOfACountryIsTheDenominatorOfAllItsSitesOnly() {
        var country = Map.of("period", NOVEMBER, "country", "KG");

        var ofAll = counted("PRV.8-POP", country, PROGRAMME, QuestionCounterTest::denominator);
        var ofOne = counted("PRV.8-POP", country, List.of(CountedSite.SITE), QuestionCounterTest::denominator);

        assertThat(ofAll.total()).isEqualTo(200);
        assertThat(ofOne.total()).isNull();
    }
}
