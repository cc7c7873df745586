package org.outreachsync.export.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.targets.Area;

class MinistryPageTest {

    private static final Format PDF = new MinistryPage();
    private static final String LETTERS = "Ңң Өө Үү Әә Ғғ Ққ Ұұ Ҳҳ Ҷҷ Ӣӣ Ӯӯ Ёё oʻ gʻ Oʻ Gʻ Һһ Іі Ъъ";

    private static ExportTable table(String language, List<Line> lines) {
        return Exports.table(Exports.head(Exports.QUARTER, 1, language), lines);
    }

    private static String text(ExportTable table, ExportTable... earlier) {
        return PdfReading.text(Exports.write(PDF, table, List.of(earlier)));
    }

    /** A table whose title, publisher and protection are these words. */
    private static ExportTable titled(String words) {
        var title = new LocalizedText(Map.of("en", words), Set.of());
        var head = new ExportTable.Head(
                words, "MOH", "QUARTERLY", title, Exports.QUARTER, 1, Instant.EPOCH, false, title, "en");
        return Exports.table(head, Exports.everyKind(Exports.QUARTER));
    }

    private static List<Line> allIndicators() {
        return Exports.CATALOGUE.definitions().keySet().stream()
                .map(code -> Exports.count(code, new Told.Exact(1_234)))
                .toList();
    }

    @Test
    void saysWhatItIs() {
        assertThat(text(table("en", Exports.everyKind(Exports.QUARTER))))
                .contains("Quarterly report on harm reduction")
                .contains(
                        "Harm Reduction Network · 2026Q3: 2026-07-01 to 2026-09-30 · Country: Kyrgyzstan (KG) · revision 1"
                                + " · counted at 2026-10-20 04:05 UTC · provisional")
                .contains("Counts of up to 7 are not shown, others are rounded.")
                .contains("On no page: 10 of 20 lines of the data set.");
    }

    @Test
    void showsTheFiguresOfTheWholeArea() {
        assertThat(text(table("ru", Exports.everyKind(Exports.QUARTER))))
                .contains("Аутрич-контакты (CONTACTS) 12 345 15 000")
                .contains("Аутрич-контакты (CONTACTS) · Пол: Женщины <8")
                .contains("Аутрич-контакты (CONTACTS) · Пол: Мужчины –")
                .contains("(PERSONS_REACHED) 1–7")
                .contains("(KP-1d) ≈ 8,3 % ≈ 125 / 1 500 60,5 %")
                .contains("(KP-4) 66,67 100 000 / 1 500")
                .contains("(HTS.2) нет 0 / 0")
                .doesNotContain("OSH-1");
    }

    @Test
    void definesItsIndicators() {
        assertThat(text(table("ru", Exports.everyKind(Exports.QUARTER))))
                .contains("KP-1d: " + Exports.definition("KP-1d").definition().in("ru", "")
                        + " [The Global Fund: Modular framework handbook, allocation period 2023–2025 (2022), KP-1d]")
                .doesNotContain("Определения не на этой странице");
    }

    @Test
    void everyLetterIsReadBack() {
        assertThat(text(titled(LETTERS))).contains(LETTERS);
        // A letter and a combining mark are one letter on the page.
        assertThat(text(titled("И\u0304 У\u0304"))).contains("Ӣ Ӯ");
        assertThat(text(titled("office fluffy affinity"))).contains("office fluffy affinity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "ky", "kk", "tg", "uz"})
    void labelsOfEveryLanguageAreReadBack(String language) {
        var text = text(table(language, allIndicators().subList(0, 20)));
        for (var line : allIndicators().subList(0, 20)) {
            assertThat(text).contains(line.definition().labels().in(language, "") + " (");
        }
    }

    @Test
    void showsACharacterWithoutAGlyphAsAReplacement() {
        assertThat(text(titled("before 中 after"))).contains("before \uFFFD after");
        assertThat(text(titled("one\u0000two\tthree\u200Bfour"))).contains("one two threefour");
    }

    @Test
    void onlyUsedLettersAreEmbedded() {
        assertThat(Exports.write(PDF, table("ru", Exports.everyKind(Exports.QUARTER))))
                .hasSizeLessThan(60_000);
    }

    @Test
    void choosesWhatFitsAndSaysWhatDoesNot() {
        var text = text(table("en", allIndicators()));
        int shown = text.split(" 1 234", -1).length - 1;
        int all = allIndicators().size();
        assertThat(shown).isBetween(30, all - 1);
        assertThat(text)
                .contains("On no page: " + (all - shown) + " of " + all + " lines of the data set.")
                .contains("Indicators without a figure here: ")
                .contains("Definitions not on this page: ")
                .contains("CONTACTS: "
                        + Exports.definition("CONTACTS").definition().in("en", ""));
    }

    @Test
    void namesOrCountsEveryIndicatorThatIsMissing() {
        var text = text(table("en", allIndicators()));
        var codes = text.replaceAll(".*Indicators without a figure here: ", "").replaceAll("\\. Definitions not.*", "");
        var named = List.of(codes.replaceAll(" and \\d+ more", "").split(", ", -1));
        int more = codes.contains(" more") ? Integer.parseInt(codes.replaceAll(".* and (\\d+) more.*", "$1")) : 0;
        int shown = text.split(" 1 234", -1).length - 1;
        assertThat(Exports.CATALOGUE.definitions().keySet()).containsAll(named);
        assertThat(shown + named.size() + more).isEqualTo(allIndicators().size());
    }

    @Test
    void totalsOfTheWholeAreaComeBeforeGroupsAndSites() {
        var lines = new ArrayList<Line>();
        for (int site = 0; site < 200; site++) {
            lines.add(Exports.line(
                    "CONTACTS", Area.of("site:S-" + site), Exports.QUARTER, Map.of(), new Told.Exact(7), null, null));
        }
        for (int group = 0; group < 200; group++) {
            lines.add(Exports.line(
                    "CONTACTS",
                    Exports.COUNTRY,
                    Exports.QUARTER,
                    Map.of(Dimension.PROJECT, "P" + group),
                    new Told.Exact(8),
                    null,
                    null));
        }
        lines.add(Exports.count("CONTACTS", new Told.Exact(3_000)));
        lines.add(Exports.count("PERSONS_REACHED", new Told.Exact(2_000)));
        assertThat(text(table("en", lines)))
                .contains("(CONTACTS) 3 000", "(PERSONS_REACHED) 2 000", "Project: P0 8")
                .doesNotContain("S-", "Project: P199");
    }

    @Test
    void groupsThatAreZeroShareARow() {
        var lines = new ArrayList<Line>();
        Map.of("FEMALE", 0L, "MALE", 30L, "OTHER", 0L, "UNKNOWN", 0L).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(sex -> lines.add(group(Exports.QUARTER, sex.getKey(), sex.getValue())));
        assertThat(text(table("en", lines)))
                .contains("Sex: Women, OTHER, UNKNOWN 0", "Sex: Men 30")
                .doesNotContain("On no page");
        // A group that had somebody before has a trend to show.
        var before = Exports.QUARTER.previous();
        assertThat(text(
                        table("en", lines),
                        Exports.table(Exports.head(before, 1, "en"), List.of(group(before, "OTHER", 12)))))
                .contains("Sex: Women, UNKNOWN 0", "Sex: OTHER 0 12");
    }

    private static Line group(Period period, String sex, long contacts) {
        return Exports.line(
                "CONTACTS", Exports.COUNTRY, period, Map.of(Dimension.SEX, sex), new Told.Exact(contacts), null, null);
    }

    @Test
    void saysWhichTextsExistOnlyInEnglish() {
        var lines = List.of(Exports.count("CONTACTS", new Told.Exact(5)));
        assertThat(text(table("ky", lines)))
                .contains("Англис тилинде гана: аталышы, баш сөздөр жана эскертүүлөр, адамдарды коргоо, аныктамалар,"
                        + " топтордун жана аймактардын аталыштары.");
        assertThat(text(table("ru", lines))).doesNotContain("Только на английском");
        assertThat(text(table("en", lines))).doesNotContain("Only in English");
    }

    @Test
    void withoutACountryTheRegionsAreTheWholeArea() {
        var lines = List.of("region:KG-O", "region:KG-B", "site:OSH-1").stream()
                .map(area -> Exports.line(
                        "CONTACTS", Area.of(area), Exports.QUARTER, Map.of(), new Told.Exact(5), null, null))
                .toList();
        assertThat(text(table("en", lines)))
                .contains("(CONTACTS) · Region: KG-O 5", "(CONTACTS) · Region: KG-B 5")
                .doesNotContain("OSH-1");
    }

    @Test
    void anythingLongStaysOnOnePage() {
        var text = text(titled("Very long words about harm reduction ".repeat(400)));
        assertThat(text).contains("…").contains("On no page: ");
        assertThat(text(titled("x".repeat(5_000)))).contains("…");
    }

    @Test
    void aTableWithoutLinesSaysSo() {
        assertThat(text(table("en", List.of()))).contains("This data set has no figures.");
    }

    @Test
    void isDatedByTheExportAndNotByTheClock() {
        try (var reader = PdfReading.open(Exports.write(PDF, table("en", List.of())))) {
            assertThat(reader.getInfo())
                    .containsEntry("CreationDate", "D:20261020040506+00'00'")
                    .doesNotContainKey("ModDate")
                    .containsEntry("Title", "Quarterly report on harm reduction")
                    .containsEntry("Author", "Harm Reduction Network");
        }
    }

    private static ExportTable earlier(Period period, int revision, String code, Told told) {
        return Exports.table(
                Exports.head(period, revision, "en"),
                List.of(Exports.line(code, Exports.COUNTRY, period, Map.of(), told, null, null)));
    }

    @Test
    void drawsTheTrendOfWhatWasPublished() {
        var before = Exports.QUARTER.previous();
        var now = table("en", List.of(Exports.count("CONTACTS", new Told.Exact(500))));
        assertThat(text(
                        now,
                        earlier(before.previous(), 1, "CONTACTS", new Told.Exact(111)),
                        earlier(before, 1, "CONTACTS", new Told.Exact(222))))
                .contains("(CONTACTS) 500 222")
                .contains("Trend: 2026Q1–2026Q3, bars from 0; × where no figure is published.");
        assertThat(text(now)).doesNotContain("Trend");
    }

    @Test
    void theLastRevisionOfAPeriodCounts() {
        var before = Exports.QUARTER.previous();
        var now = table("en", List.of(Exports.count("CONTACTS", new Told.Exact(500))));
        assertThat(text(
                        now,
                        earlier(before, 2, "CONTACTS", Exports.FEW),
                        earlier(before, 1, "CONTACTS", new Told.Exact(222))))
                .contains("(CONTACTS) 500 <8")
                .doesNotContain("222");
    }

    @Test
    void comparesOnlyPeriodsOfTheSameLengthThatCameBefore() {
        var now = table("en", List.of(Exports.count("CONTACTS", new Told.Exact(500))));
        for (var other : List.of("202606", "2025", "2026Q3", "2026Q4", "2026-01-01..2026-03-30")) {
            assertThat(text(now, earlier(Period.parse(other), 1, "CONTACTS", new Told.Exact(222))))
                    .as(other)
                    .doesNotContain("222", "Trend");
        }
    }

    @Test
    void anIndicatorThatIsNewHasNoFigureBefore() {
        var now = table("en", List.of(Exports.count("CONTACTS", new Told.Exact(500))));
        assertThat(text(now, earlier(Exports.QUARTER.previous(), 1, "PERSONS_REACHED", new Told.Exact(222))))
                .contains("(CONTACTS) 500 n/a")
                .doesNotContain("222");
    }
}
