package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.export.dhis2.Deliveries.DEFAULT;
import static org.outreachsync.export.dhis2.Deliveries.FEMALE;
import static org.outreachsync.export.dhis2.Deliveries.KITS;
import static org.outreachsync.export.dhis2.Deliveries.MALE;
import static org.outreachsync.export.dhis2.Deliveries.SYRINGES;
import static org.outreachsync.export.dhis2.Deliveries.figures;
import static org.outreachsync.export.dhis2.Deliveries.form;
import static org.outreachsync.export.dhis2.Deliveries.group;
import static org.outreachsync.export.dhis2.Deliveries.withdrawing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.export.dhis2.UnsendableException.Reason;
import org.outreachsync.export.exchange.Request;
import org.outreachsync.indicator.Period;

/** What can be sent at all, and the exact bytes of it. */
class DataValueSetTest {

    private static String body(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static List<Changes.Write> writes(DataValueSet figures) {
        return figures.cells().stream()
                .map(cell -> new Changes.Write(cell, Remark.NONE))
                .toList();
    }

    @Test
    void writesTextsAndSpellsEveryComboOut() {
        var figures = figures(form(), Cell.of(SYRINGES, MALE, 12), Cell.of(KITS, DEFAULT, 0));
        var request = Requests.write(form(), writes(figures), Requests.Mode.NOW, true);
        assertThat(body(request))
                .isEqualTo(
                        "{\"dataSet\":\"dsMonthly01\",\"period\":\"202604\",\"orgUnit\":\"ouNorthSit1\","
                                + "\"attributeOptionCombo\":\"dfltCombo01\",\"dataValues\":["
                                + "{\"dataElement\":\"deNaloxone1\",\"categoryOptionCombo\":\"dfltCombo01\",\"value\":\"0\"},"
                                + "{\"dataElement\":\"deSyringes1\",\"categoryOptionCombo\":\"cmMaleCombo\",\"value\":\"12\"}]}");
        assertThat(request.target()).isEqualTo("/api/dataValueSets?importStrategy=CREATE_AND_UPDATE&atomic=true");
        assertThat(request.contentType()).isEqualTo("application/json");
    }

    @Test
    void theSameCellsInAnyOrderMakeTheSameBytes() {
        var one = figures(form(), Cell.of(SYRINGES, MALE, 1), Cell.of(SYRINGES, FEMALE, 2), Cell.of(KITS, DEFAULT, 3));
        var other =
                figures(form(), Cell.of(KITS, DEFAULT, 3), Cell.of(SYRINGES, FEMALE, 2), Cell.of(SYRINGES, MALE, 1));
        assertThat(one).isEqualTo(other);
        assertThat(Requests.write(form(), writes(one), Requests.Mode.NOW, false))
                .isEqualTo(Requests.write(form(), writes(other), Requests.Mode.NOW, false));
    }

    @Test
    void sendsAlongWhatPeopleNoted() {
        var write = new Changes.Write(Cell.of(KITS, DEFAULT, 1), new Remark("«да»\n", true));
        assertThat(body(Requests.write(form(), List.of(write), Requests.Mode.NOW, true)))
                .endsWith("\"value\":\"1\",\"comment\":\"«да»\\n\",\"followUp\":true}]}");
    }

    @Test
    void deletesByStrategyAndWithoutValues() {
        var request = Requests.delete(form(), List.of(new Cell.Key(KITS, DEFAULT)));
        assertThat(request.target()).isEqualTo("/api/dataValueSets?importStrategy=DELETE");
        assertThat(body(request))
                .endsWith("[{\"dataElement\":\"deNaloxone1\",\"categoryOptionCombo\":\"dfltCombo01\"}]}")
                .doesNotContain("value\":");
    }

    private static void isUnsendable(ThrowingCallable making, Reason reason) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        UnsendableException.class,
                        unsendable -> assertThat(unsendable.reason()).isEqualTo(reason));
    }

    @Test
    void refusesWhatDhis2WouldTakeAndNotStore() {
        isUnsendable(() -> figures(form()), Reason.EMPTY);
        isUnsendable(
                () -> figures(form(), Cell.of(KITS, DEFAULT, 1), Cell.of(SYRINGES, MALE, 1), Cell.of(KITS, DEFAULT, 1)),
                Reason.DUPLICATE_CELL);
        isUnsendable(
                () -> figures(form(), Cell.of(SYRINGES, DEFAULT, 3), Cell.of(SYRINGES, MALE, 1)), Reason.MIXED_DEFAULT);
        isUnsendable(() -> new Push(form(), null, new TreeSet<>()), Reason.EMPTY);
        isUnsendable(
                () -> withdrawing(figures(form(), Cell.of(KITS, DEFAULT, 1)), new Cell.Key(KITS, DEFAULT)),
                Reason.DUPLICATE_CELL);
    }

    @Test
    void refusesFiguresOfAnotherForm() {
        var figures = figures(group(FarForm.MONTHLY, FarForm.SOUTH, "202604"), Cell.of(KITS, DEFAULT, 1));
        assertThatThrownBy(() -> new Push(form(), figures, new TreeSet<>()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesANegativeCount() {
        assertThatThrownBy(() -> Cell.of(KITS, DEFAULT, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "1ouNorthSit", "ouNorthSit1x", "ouNorth it1", "ouNörthSit1", "ouNorth/../"})
    void refusesWhatIsNoIdentifier(String text) {
        assertThatThrownBy(() -> new Uid(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "202603, Monthly, P1M",
        "2026Q1, Quarterly, P3M",
        "2026S2, SixMonthly, P6M",
        "2026, Yearly, P1Y",
        "2026Oct, FinancialOct, P1Y"
    })
    void knowsThePeriodsOfDataSets(String text, String name, String duration) {
        assertThat(PeriodType.of(Period.parse(text)))
                .hasValueSatisfying(type ->
                        assertThat(List.of(type.dhis2Name(), type.duration())).containsExactly(name, duration));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20260301", "2026W5", "2026-01-01..2026-03-31", "2026-01-10..2026-02-20"})
    void refusesOtherPeriods(String text) {
        assertThatThrownBy(() -> group(FarForm.MONTHLY, FarForm.NORTH, text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
