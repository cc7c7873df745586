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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The files that people import by hand, in the forms that a real server was seen to take. */
class FilesTest {

    private static final Instant EXPORTED = Instant.parse("2026-05-20T06:00:00.123Z");
    private static final DataValueSet NORTH =
            figures(form(), Cell.of(SYRINGES, MALE, 120), Cell.of(SYRINGES, FEMALE, 80), Cell.of(KITS, DEFAULT, 0));
    private static final DataValueSet SOUTH =
            figures(group(FarForm.MONTHLY, FarForm.SOUTH, "202604"), Cell.of(KITS, DEFAULT, 3));

    private static String csv(DataValueSet... forms) throws IOException {
        var text = new StringWriter();
        DataValueCsv.write(List.of(forms), text);
        return text.toString();
    }

    @Test
    void csvHasTheHeaderThatDhis2Writes() throws IOException {
        var recorded = Recording.named("26f-read-back-csv")
                .json()
                .getJsonObject("response")
                .getString("body");
        var columns = recorded.lines().findFirst().orElseThrow().split(",");
        var lines = csv(NORTH, SOUTH).lines().toList();
        assertThat(lines.getFirst()).isEqualTo(String.join(",", Arrays.copyOf(columns, 6)));
        assertThat(lines.subList(1, lines.size()))
                .containsExactly(
                        "deNaloxone1,202604,ouNorthSit1,dfltCombo01,dfltCombo01,0",
                        "deSyringes1,202604,ouNorthSit1,cfFemaleCom,dfltCombo01,80",
                        "deSyringes1,202604,ouNorthSit1,cmMaleCombo,dfltCombo01,120",
                        "deNaloxone1,202604,ouSouthSit1,dfltCombo01,dfltCombo01,3");
    }

    @Test
    void csvHasNoByteOrderMarkAndLineFeedsAlone() throws IOException {
        assertThat(csv(NORTH)).startsWith("dataelement,").doesNotContain("\r").endsWith("\n");
    }

    @Test
    void csvIsOfOneDataSet() {
        var other = figures(group(FarForm.LOCKED, FarForm.NORTH, "202604"), Cell.of(KITS, DEFAULT, 3));
        assertThatThrownBy(() -> csv(NORTH, other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> csv(NORTH, NORTH)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] adx(AdxXml.Dimensions dimensions, DataValueSet... forms) throws IOException {
        var bytes = new ByteArrayOutputStream();
        AdxXml.write(List.of(forms), EXPORTED, dimensions, bytes);
        return bytes.toByteArray();
    }

    private static Element parsed(byte[] xml) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
    }

    private static Map<String, String> attributes(Element element) {
        var attributes = new TreeMap<String, String>();
        var nodes = element.getAttributes();
        IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .forEach(node -> attributes.put(node.getNodeName(), node.getNodeValue()));
        return attributes;
    }

    private static List<Element> elements(Element root, String name) {
        NodeList found = root.getElementsByTagNameNS("urn:ihe:qrph:adx:2015", name);
        return IntStream.range(0, found.getLength())
                .mapToObj(at -> (Element) found.item(at))
                .toList();
    }

    private static SortedMap<String, String> bySex(Uid combo) {
        var options = new TreeMap<String, String>();
        if (!combo.equals(DEFAULT)) {
            options.put("NUM8npvq6Jz", combo.equals(MALE) ? "MP15bHaQh2x" : "FFA9e1yIXCT");
        }
        return options;
    }

    @Test
    void adxNamesDimensionsAsRecorded() throws Exception {
        var root = parsed(adx(FilesTest::bySex, NORTH, SOUTH));
        assertThat(root.getLocalName()).isEqualTo("adx");
        assertThat(root.getAttribute("exported")).isEqualTo("2026-05-20T06:00:00Z");
        var groups = elements(root, "group");
        assertThat(groups).hasSize(2);
        assertThat(attributes(groups.getFirst()))
                .isEqualTo(Map.of(
                        "orgUnit", "ouNorthSit1",
                        "dataSet", "dsMonthly01",
                        "period", "2026-04-01/P1M",
                        "attributeOptionCombo", "dfltCombo01"));
        assertThat(elements(groups.getFirst(), "dataValue").stream().map(FilesTest::attributes))
                .containsExactly(
                        Map.of("dataElement", "deNaloxone1", "categoryOptionCombo", "dfltCombo01", "value", "0"),
                        Map.of("dataElement", "deSyringes1", "NUM8npvq6Jz", "FFA9e1yIXCT", "value", "80"),
                        Map.of("dataElement", "deSyringes1", "NUM8npvq6Jz", "MP15bHaQh2x", "value", "120"));
    }

    /** The recorded message that was stored by identifiers alone has the attributes that ours has, but one. */
    @Test
    void adxHasTheShapeThatWasStored() throws Exception {
        var recorded = Recording.named("20p-adx-uid-package")
                .json()
                .getJsonObject("request")
                .getString("body");
        var theirs = parsed(recorded.getBytes(StandardCharsets.UTF_8));
        var ours = parsed(adx(FilesTest::bySex, NORTH));
        var theirGroup = attributes(elements(theirs, "group").getFirst()).keySet();
        assertThat(attributes(elements(ours, "group").getFirst()).keySet())
                .containsAll(theirGroup)
                .hasSize(theirGroup.size() + 1);
        assertThat(attributes(elements(ours, "dataValue").get(1)).keySet())
                .containsExactly("NUM8npvq6Jz", "dataElement", "value");
        assertThat(attributes(elements(theirs, "dataValue").getFirst()).keySet())
                .contains("NUM8npvq6Jz", "dataElement", "value");
    }

    @Test
    void adxIsTheSameEveryTime() throws IOException {
        assertThat(adx(FilesTest::bySex, NORTH, SOUTH)).isEqualTo(adx(FilesTest::bySex, NORTH, SOUTH));
    }

    @Test
    void adxRefusesACategoryThatCannotBeAnAttribute() {
        for (var name : List.of("", "1AGE", "AGE GROUP", "x:age", "value", "dataElement", "возраст")) {
            assertThatThrownBy(() -> adx(combo -> new TreeMap<>(Map.of(name, "A")), NORTH))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void adxEscapesOptions() throws Exception {
        var root = parsed(adx(combo -> new TreeMap<>(Map.of("AGE", "<25 & \"young\"")), SOUTH));
        assertThat(elements(root, "dataValue").getFirst().getAttribute("AGE")).isEqualTo("<25 & \"young\"");
    }

    @Test
    void aFullDiskIsToldAsSuch() {
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> AdxXml.write(List.of(NORTH), EXPORTED, FilesTest::bySex, full))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
    }
}
