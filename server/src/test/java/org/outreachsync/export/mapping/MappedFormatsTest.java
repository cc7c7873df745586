package org.outreachsync.export.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.outreachsync.export.mapping.Mappings.LEFT_OUT;
import static org.outreachsync.export.mapping.Mappings.MONTH;
import static org.outreachsync.export.mapping.Mappings.OSH;
import static org.outreachsync.export.mapping.Mappings.TOKMOK;
import static org.outreachsync.export.mapping.Mappings.exactly;
import static org.outreachsync.export.mapping.Mappings.lines;
import static org.outreachsync.export.mapping.Mappings.usual;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.export.dhis2.DataValueJson;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.xml.sax.SAXException;

/** Each file is read by a reader of another maker than its writer. */
class MappedFormatsTest {

    private static final ExportTable TABLE = table();

    private static ExportTable table() {
        var lines = new ArrayList<>(usual(OSH));
        lines.addAll(lines(TOKMOK, LEFT_OUT, exactly(0), LEFT_OUT, exactly(8), exactly(0), exactly(0), exactly(1)));
        return Mappings.table(MONTH, lines);
    }

    private static Mapped.Complete mapped() {
        return (Mapped.Complete) Mapper.map(Mappings.mapping(), TABLE);
    }

    private static byte[] written(MappedFormat format) throws IOException {
        return written(format, mapped(), TABLE);
    }

    private static byte[] written(MappedFormat format, Mapped.Complete mapped, ExportTable table) throws IOException {
        var out = new ByteArrayOutputStream();
        format.write(mapped, table, out);
        return out.toByteArray();
    }

    private static byte[] written(String code) throws IOException {
        return written(MappedFormats.of(code));
    }

    @Test
    void areThese() {
        assertThat(MappedFormats.CODES).containsExactlyInAnyOrder("dhis2_json", "dhis2_csv", "adx");
        assertThatThrownBy(() -> MappedFormats.of("tidy_csv")).isInstanceOf(IllegalArgumentException.class);
        assertThat(MappedFormats.CODES.stream()
                        .map(MappedFormats::of)
                        .flatMap(format -> Stream.concat(Stream.of(format), format.beside().stream())))
                .extracting(format -> format.fileName(TABLE))
                .containsExactlyInAnyOrder(
                        "MOH_MONTHLY_202610_r1.dhis2.json",
                        "MOH_MONTHLY_202610_r1.dhis2.csv",
                        "MOH_MONTHLY_202610_r1.adx.xml",
                        "MOH_MONTHLY_202610_r1.adx.xsd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dhis2_json", "dhis2_csv", "adx"})
    void areTheSameBytesEachTime(String code) throws IOException {
        assertThat(written(code)).isEqualTo(written(code));
    }

    @Test
    void jsonHasEveryFigureAsAText() throws IOException {
        var json = new JsonObject(new String(written("dhis2_json"), StandardCharsets.UTF_8));
        assertThat(json.getString("dataSet")).isEqualTo("dsMonthly01");
        assertThat(json.getString("period")).isEqualTo("202610");
        assertThat(json.getString("attributeOptionCombo")).isEqualTo("dfltCombo01");
        assertThat(cells(json.getJsonArray("dataValues")))
                .containsExactly(
                        "ouOshSite01 deContacts1 dfltCombo01 321",
                        "ouOshSite01 dePositive1 cfFemaleCom 4",
                        "ouOshSite01 dePositive1 cmMaleCombo 5",
                        "ouOshSite01 dePositive1 coOtherComb 3",
                        "ouOshSite01 deTested001 dfltCombo01 100",
                        "ouTokmokSt1 dePositive1 cfFemaleCom 0",
                        "ouTokmokSt1 dePositive1 coOtherComb 8",
                        "ouTokmokSt1 deTested001 dfltCombo01 100",
                        "ouTokmokSt1 deContacts1 dfltCombo01 deleted",
                        "ouTokmokSt1 dePositive1 cmMaleCombo deleted");
    }

    private static List<String> cells(JsonArray values) {
        return values.stream()
                .map(JsonObject.class::cast)
                .map(value -> value.getString("orgUnit") + " " + value.getString("dataElement") + " "
                        + value.getString("categoryOptionCombo") + " "
                        + (value.getBoolean("deleted", false) ? "deleted" : value.getString("value")))
                .toList();
    }

    @Test
    void jsonIsReadAsItWasWritten() throws IOException {
        assertThat(DataValueJson.read(new ByteArrayInputStream(written("dhis2_json"))))
                .isEqualTo(mapped().pushes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"dataSet\":\"dsMonthly01\",\"period\":\"202610\",\"attributeOptionCombo\":\"dfltCombo01\"}",
                "%s{}",
                "{\"source\":\"x\",%s",
            })
    void jsonIsNothingElse(String frame) throws IOException {
        var whole = new String(written("dhis2_json"), StandardCharsets.UTF_8);
        var text = frame.startsWith("{\"source") ? frame.formatted(whole.substring(1)) : frame.formatted(whole);
        assertThatThrownBy(() -> DataValueJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(DataValueJson.NotReadableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"value\":\"321\" => \"value\":321",
                "\"value\":\"321\" => \"value\":\"-1\"",
                "\"value\":\"321\" => \"value\":\"2147483648\"",
                "\"value\":\"321\" => \"value\":\"321\",\"comment\":\"x\"",
                "\"value\":\"321\" => \"deleted\":\"false\"",
                "deContacts1 => short",
                "202610 => 202613",
                "ouTokmokSt1 => ouOshSite01",
            })
    void jsonIsNotReadIfItWasChanged(String change) throws IOException {
        var both = change.split(" => ", 2);
        var whole = new String(written("dhis2_json"), StandardCharsets.UTF_8);
        assertThat(whole).contains(both[0]);
        var text = whole.replace(both[0], both[1]);
        assertThatThrownBy(() -> DataValueJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(DataValueJson.NotReadableException.class);
    }

    @Test
    void csvHasOnlyWhatIsTold() throws IOException {
        var text = new String(written("dhis2_csv"), StandardCharsets.UTF_8);
        try (var csv = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(text))) {
            assertThat(csv.getHeaderNames())
                    .containsExactly(
                            "dataelement", "period", "orgunit", "categoryoptioncombo", "attributeoptioncombo", "value");
            assertThat(csv.getRecords())
                    .hasSize(8)
                    .extracting(row -> row.get("orgunit") + " " + row.get("dataelement") + " " + row.get("value"))
                    .contains("ouOshSite01 deContacts1 321", "ouTokmokSt1 dePositive1 8")
                    .doesNotContain("ouTokmokSt1 deContacts1 0");
        }
    }

    private static void validate(String message) throws IOException, SAXException {
        validate(message, mapped(), TABLE);
    }

    private static void validate(String message, Mapped.Complete mapped, ExportTable table)
            throws IOException, SAXException {
        var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        var beside = MappedFormats.of("adx").beside().orElseThrow();
        var schema = factory.newSchema(new StreamSource(new ByteArrayInputStream(written(beside, mapped, table))));
        schema.newValidator().validate(new StreamSource(new StringReader(message)));
    }

    private static String adx() throws IOException {
        return new String(written("adx"), StandardCharsets.UTF_8);
    }

    @Test
    void adxIsAsItsSchemaSays() throws Exception {
        var adx = adx();
        validate(adx);
        assertThat(adx)
                .contains("exported=\"2026-11-03T04:05:06Z\"", "period=\"2026-10-01/P1M\"", "value=\"321\"")
                .doesNotContain("value=\"\"");
        validate(adx.replace("value=\"321\"", "value=\"321\" SEX=\"SEX_F\""));
    }

    @Test
    void tellNothingIfNothingIsTold() throws Exception {
        var lines = new ArrayList<Line>();
        lines.add(Mappings.line(OSH, "CONTACTS", Map.of(), LEFT_OUT, null));
        lines.add(Mappings.line(OSH, "HTS.3", Map.of(), LEFT_OUT, LEFT_OUT));
        lines.addAll(Mappings.positives(OSH, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT, LEFT_OUT));
        var table = Mappings.table(MONTH, lines);
        var mapped = (Mapped.Complete) Mapper.map(Mappings.mapping(), table);
        var adx = written(MappedFormats.of("adx"), mapped, table);
        validate(new String(adx, StandardCharsets.UTF_8), mapped, table);
        assertThat(new String(adx, StandardCharsets.UTF_8)).doesNotContain("<group");
        assertThat(written(MappedFormats.of("dhis2_csv"), mapped, table))
                .asString()
                .hasLineCount(1);
        assertThat(new JsonObject(new String(
                                written(MappedFormats.of("dhis2_json"), mapped, table), StandardCharsets.UTF_8))
                        .getJsonArray("dataValues"))
                .hasSize(5)
                .allMatch(value -> ((JsonObject) value).getBoolean("deleted"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ouTokmokSt1 => ouSomewhere",
                "deContacts1 => deSomething",
                "cmMaleCombo => cmSomeCombo",
                "value=\"321\" => value=\"many\"",
                " value=\"321\" =>  ",
                "2026-10-01/P1M => 202610",
                "exported=\"2026-11-03T04:05:06Z\" => exported=\"2026-11-03\"",
                " exported=\"2026-11-03T04:05:06Z\" =>  ",
                "<group  => <grp ",
            })
    void itsSchemaRefusesAnythingElse(String change) throws IOException {
        var both = change.split(" => ", 2);
        var adx = adx();
        assertThat(adx).contains(both[0]);
        assertThatThrownBy(() -> validate(adx.replace(both[0], both[1]))).isInstanceOf(SAXException.class);
    }
}
