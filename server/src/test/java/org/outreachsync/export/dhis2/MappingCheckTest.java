package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.export.dhis2.Deliveries.CLIENTS;
import static org.outreachsync.export.dhis2.Deliveries.DEFAULT;
import static org.outreachsync.export.dhis2.Deliveries.KITS;
import static org.outreachsync.export.dhis2.Deliveries.MALE;
import static org.outreachsync.export.dhis2.Deliveries.SYRINGES;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.export.dhis2.DataSetMetadata.Element;
import org.outreachsync.export.dhis2.DataSetMetadata.OrgUnit;
import org.outreachsync.export.dhis2.MappingCheck.Finding;
import org.outreachsync.export.dhis2.MappingCheck.Kind;
import org.outreachsync.export.dhis2.MappingCheck.Result.Checked;
import org.outreachsync.export.dhis2.MappingCheck.Result.Unread;
import org.outreachsync.export.dhis2.MappingCheck.Use;
import org.outreachsync.indicator.Period;

/** A mapping is held against the metadata of the far side before a single figure is sent. */
class MappingCheckTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 5, 20);
    private static final Uid NORTH = new Uid(FarForm.NORTH);
    private static final Uid CLOSED = new Uid(FarForm.CLOSED);
    private static final Uid ELSEWHERE = new Uid(FarForm.ELSEWHERE);
    private static final Uid UNKNOWN = new Uid("deUnknown01");
    private static final Uid LATER = new Uid("ouOpensLate");

    private final SmallDhis2 far = new SmallDhis2();

    private static Use use(String dataSet, Set<Cell.Key> cells, Set<Uid> units, String attribute, String period) {
        return new Use(new Uid(dataSet), cells, units, new Uid(attribute), Period.parse(period));
    }

    private static Use good() {
        return use(
                FarForm.MONTHLY,
                Set.of(new Cell.Key(SYRINGES, MALE), new Cell.Key(KITS, DEFAULT)),
                Set.of(NORTH),
                FarForm.DEFAULT,
                "202604");
    }

    private List<Finding> findings(Use use) {
        return ((Checked) MappingCheck.run(Deliveries.to(far), use, TODAY)).findings();
    }

    @Test
    void findsNothingInAGoodMapping() {
        assertThat(MappingCheck.run(Deliveries.to(far), good(), TODAY))
                .isEqualTo(new Checked("Prevention, monthly", List.of()));
        assertThat(far.pushes()).isZero();
    }

    @Test
    void findsWhatDhis2WouldRefuseOrStoreInTheWrongPlace() {
        var cells = Set.of(
                new Cell.Key(UNKNOWN, DEFAULT),
                new Cell.Key(SYRINGES, DEFAULT),
                new Cell.Key(KITS, MALE),
                new Cell.Key(CLIENTS, MALE));
        assertThat(findings(use(FarForm.MONTHLY, cells, Set.of(NORTH, CLOSED, ELSEWHERE), FarForm.PARTNER, "202604")))
                .containsExactlyInAnyOrder(
                        new Finding(Kind.UNKNOWN_ATTRIBUTE, FarForm.PARTNER),
                        new Finding(Kind.ELEMENT_NOT_IN_DATA_SET, "deUnknown01"),
                        new Finding(Kind.COMBO_NOT_OF_ELEMENT, "deSyringes1.dfltCombo01"),
                        new Finding(Kind.COMBO_NOT_OF_ELEMENT, "deNaloxone1.cmMaleCombo"),
                        new Finding(Kind.ORG_UNIT_CLOSED, FarForm.CLOSED),
                        new Finding(Kind.ORG_UNIT_NOT_ASSIGNED, FarForm.ELSEWHERE));
    }

    @Test
    void findsThatThereIsNoSuchDataSet() {
        assertThat(findings(use("dsUnknown01", good().cells(), good().orgUnits(), FarForm.DEFAULT, "202604")))
                .containsExactly(new Finding(Kind.UNKNOWN_DATA_SET, "dsUnknown01"));
    }

    @Test
    void findsADataSetThatTheAccountMayNotWrite() {
        assertThat(findings(use(FarForm.OTHERS, good().cells(), good().orgUnits(), FarForm.DEFAULT, "202604")))
                .containsExactly(new Finding(Kind.NO_WRITE_ACCESS, null));
    }

    @Test
    void findsPeriodsThatWouldBeRefused() {
        assertThat(findings(use(FarForm.MONTHLY, good().cells(), good().orgUnits(), FarForm.DEFAULT, "2026Q1")))
                .containsExactly(new Finding(Kind.OTHER_PERIOD_TYPE, "Monthly"));
        assertThat(findings(use(FarForm.MONTHLY, good().cells(), good().orgUnits(), FarForm.DEFAULT, "202605")))
                .containsExactly(new Finding(Kind.PERIOD_NOT_OVER, "202605"));
    }

    @Test
    void findsElementsThatTakeNoCounts() {
        var metadata = new DataSetMetadata(
                new Uid(FarForm.MONTHLY),
                "x",
                "Monthly",
                0,
                null,
                Set.of(),
                Map.of(KITS, new Element("TEXT", Set.of(DEFAULT)), CLIENTS, new Element("PERCENTAGE", Set.of(MALE))),
                Map.of(LATER, new OrgUnit(LocalDate.of(2026, 5, 1), null)));
        var use = use(
                FarForm.MONTHLY,
                Set.of(new Cell.Key(KITS, DEFAULT), new Cell.Key(CLIENTS, MALE)),
                Set.of(LATER),
                FarForm.PARTNER,
                "202604");
        assertThat(MappingCheck.findings(metadata, use, TODAY))
                .containsExactlyInAnyOrder(
                        new Finding(Kind.NOT_A_COUNT, FarForm.KITS),
                        new Finding(Kind.NOT_A_COUNT, FarForm.CLIENTS),
                        new Finding(Kind.ORG_UNIT_CLOSED, "ouOpensLate"));
    }

    @Test
    void saysWhyTheMetadataCannotBeRead() {
        assertThat(MappingCheck.run(request -> far.answer(request, null), good(), TODAY))
                .isInstanceOfSatisfying(
                        Unread.class,
                        unread -> assertThat(unread.failure())
                                .isInstanceOfSatisfying(
                                        Verdict.Refused.class,
                                        refused ->
                                                assertThat(refused.reason()).isEqualTo(Verdict.Reason.NOT_SIGNED_IN)));
    }
}
