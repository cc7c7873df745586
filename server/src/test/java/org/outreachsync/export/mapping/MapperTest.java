package org.outreachsync.export.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.export.mapping.Mappings.LEFT_OUT;
import static org.outreachsync.export.mapping.Mappings.MONTH;
import static org.outreachsync.export.mapping.Mappings.OSH;
import static org.outreachsync.export.mapping.Mappings.TOKMOK;
import static org.outreachsync.export.mapping.Mappings.exactly;
import static org.outreachsync.export.mapping.Mappings.line;
import static org.outreachsync.export.mapping.Mappings.lines;
import static org.outreachsync.export.mapping.Mappings.positives;
import static org.outreachsync.export.mapping.Mappings.table;
import static org.outreachsync.export.mapping.Mappings.usual;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.outreachsync.disclosure.Range;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.Push;
import org.outreachsync.export.mapping.Mapped.Complete;
import org.outreachsync.export.mapping.Mapped.Incomplete;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.targets.Area;

/** Every figure goes to its cell, or the export stops with the whole list of those that have none. */
class MapperTest {

    private static List<Push> mapped(ExportTable table) {
        return ((Complete) Mapper.map(Mappings.mapping(), table)).pushes();
    }

    private static List<String> missing(ExportTable table) {
        return missing(Mappings.DOCUMENT, table);
    }

    private static List<String> missing(String document, ExportTable table) {
        return ((Incomplete) Mapper.map(MappingReader.read("mapping.yaml", document), table)).missing();
    }

    private static List<String> figures(Push push) {
        return Objects.requireNonNull(push.wanted()).cells().stream()
                .map(cell -> cell.key() + "=" + cell.value())
                .toList();
    }

    @Test
    void putsEveryFigureIntoItsCell() {
        var all = new ArrayList<>(usual(OSH));
        all.addAll(lines(TOKMOK, exactly(0), exactly(0), exactly(1), exactly(0), exactly(0), exactly(0), exactly(0)));
        var pushes = mapped(table(MONTH, all));
        assertThat(pushes).hasSize(2);
        assertThat(pushes.getFirst().group().orgUnit()).hasToString("ouOshSite01");
        assertThat(pushes.getFirst().group().period()).isEqualTo(MONTH);
        assertThat(pushes.getFirst().group().attributeOptionCombo()).hasToString("dfltCombo01");
        assertThat(figures(pushes.getFirst()))
                .containsExactly(
                        "deContacts1.dfltCombo01=321",
                        "dePositive1.cfFemaleCom=4",
                        "dePositive1.cmMaleCombo=5",
                        "dePositive1.coOtherComb=3",
                        "deTested001.dfltCombo01=100");
        assertThat(figures(pushes.getLast())).contains("deContacts1.dfltCombo01=0", "dePositive1.cmMaleCombo=1");
        assertThat(pushes).allSatisfy(push -> assertThat(push.withdrawn()).isEmpty());
    }

    @Test
    void withdrawsWhatIsNotTold() {
        var few = new Told.Few(new Range(1, 7));
        var rounded = new Told.Rounded(320, new Range(318, 322));
        var push = mapped(table(MONTH, lines(OSH, rounded, LEFT_OUT, few, exactly(1), LEFT_OUT, exactly(0), LEFT_OUT)))
                .getFirst();
        assertThat(figures(push)).containsExactly("deContacts1.dfltCombo01=320", "deTested001.dfltCombo01=100");
        assertThat(push.withdrawn())
                .extracting(Cell.Key::toString)
                .containsExactly("dePositive1.cfFemaleCom", "dePositive1.cmMaleCombo", "dePositive1.coOtherComb");
    }

    @Test
    void withdrawsAWholeForm() {
        var lines = new ArrayList<>(positives(OSH, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT));
        lines.add(line(OSH, "CONTACTS", Map.of(), LEFT_OUT, null));
        lines.add(line(OSH, "HTS.3", Map.of(), LEFT_OUT, LEFT_OUT));
        var push = mapped(table(MONTH, lines)).getFirst();
        assertThat(push.wanted()).isNull();
        assertThat(push.withdrawn()).hasSize(5);
    }

    @Test
    void namesAllThatIsMissing() {
        var lines = new ArrayList<>(usual(OSH));
        lines.removeIf(line -> line.definition().code().equals("CONTACTS"));
        lines.removeIf(line -> "FEMALE".equals(line.groups().get(Dimension.SEX)));
        lines.add(line(OSH, "PERSONS_REACHED", Map.of(), exactly(3), null));
        lines.add(line(OSH, "HTS.3", Map.of(Dimension.SEX, "NEW_CODE"), exactly(1), exactly(2)));
        lines.addAll(usual(Area.of("site:KARAKOL-1")));
        lines.removeIf(line -> line.definition().code().equals("CONTACTS"));
        assertThat(missing(table(MONTH, lines)))
                .containsExactly(
                        "the indicator PERSONS_REACHED",
                        "the breakdown of CONTACTS by nothing in the data set",
                        "a cell for HTS.3 of sex NEW_CODE",
                        "lines of HTS.3 for sex FEMALE",
                        "the org unit of site:KARAKOL-1");
    }

    @Test
    void namesADataSetThatIsNotMapped() {
        assertThat(missing(Mappings.DOCUMENT.replace("MONTHLY", "QUARTERLY"), table(MONTH, usual(OSH))))
                .containsExactly("the data set MONTHLY");
    }

    @Test
    void sendsNothingOfAPartOfThePeriod() {
        var quarter = Period.parse("2026Q4");
        assertThat(missing(table(quarter, usual(OSH)))).anyMatch(one -> one.contains("the breakdown of CONTACTS"));
        var twoMonths = Period.parse("2026-09-01..2026-10-31");
        assertThat(missing(table(twoMonths, usual(OSH))))
                .anyMatch(one -> one.contains("DHIS2 has none of that length"));
    }

    @Test
    void addsCodesThatAreInUse() {
        var lines = new ArrayList<>(usual(OSH));
        lines.removeIf(line -> "TRANSGENDER_MAN".equals(line.groups().get(Dimension.SEX)));
        assertThat(figures(mapped(table(MONTH, lines)).getFirst())).contains("dePositive1.coOtherComb=1");
    }

    @Test
    void stopsAtNumbersThatDhis2CannotHold() {
        long max = Integer.MAX_VALUE;
        assertThat(figures(mapped(table(MONTH, big(max, 1))).getFirst())).contains("deContacts1.dfltCombo01=" + max);
        assertThat(missing(table(MONTH, big(max + 1, 1))))
                .containsExactly("a cell that can hold 2147483648, at site:OSH-1");
        assertThat(missing(table(MONTH, big(1, max)))).as("a sum").hasSize(1);
        assertThat(missing(table(MONTH, big(1, Long.MAX_VALUE)))).hasSize(1);
    }

    private static List<Line> big(long contacts, long others) {
        return lines(
                OSH,
                exactly(contacts),
                exactly(0),
                exactly(0),
                exactly(others),
                exactly(others > 1 ? others : 0),
                exactly(0),
                exactly(0));
    }

    @Test
    void knowsThatAnIndicatorHasNoDenominator() {
        var document = Mappings.DOCUMENT.replace("indicator: CONTACTS", "indicator: CONTACTS, count: denominator");
        assertThat(missing(document, table(MONTH, usual(OSH))))
                .containsExactly("the denominator of CONTACTS: it has none");
    }

    @Test
    void refusesFiguresForOneCellOfRulesThatNoDocumentCanHave() {
        var mapping = Mappings.mapping();
        var twice = new ArrayList<>(mapping.rules());
        twice.add(mapping.rules().getFirst());
        var both = new Mapping(1, mapping.defaultCombo(), mapping.dataSets(), mapping.orgUnits(), twice);
        assertThat(((Incomplete) Mapper.map(both, table(MONTH, usual(OSH)))).missing())
                .containsExactly(
                        "a cell of its own for CONTACTS at site:OSH-1: two figures go to deContacts1.dfltCombo01");
    }
}
