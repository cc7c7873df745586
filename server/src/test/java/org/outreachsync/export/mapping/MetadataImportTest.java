package org.outreachsync.export.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.config.DataSetLimits;
import org.outreachsync.export.dataset.DataSetReader;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.Metadata;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.export.mapping.Mapping.Part;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.targets.Area;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.yaml.YamlException;
import org.outreachsync.yaml.YamlFile;

/** What a programme's DHIS2 names by the same codes is matched, and the rest is told. */
class MetadataImportTest {

    private static final String SETS = """
            - code: MONTHLY
              title: {en: Monthly}
              period: month
              areas: [site]
              indicators:
                - {code: CONTACTS}
                - {code: HTS.3, by: [sex]}
                - {code: PERSONS_REACHED, by: [sex, [sex, age]]}
                - {code: PRV.1}
            - code: YEARLY
              title: {en: Yearly}
              period: year
              areas: [site]
              indicators: [{code: CONTACTS}]
            """;

    static Metadata metadata() {
        var metadata = new Metadata();
        try (var in = Objects.requireNonNull(
                MetadataImportTest.class.getResourceAsStream("/dhis2/metadata/programme.json"))) {
            metadata.add(in);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return metadata;
    }

    private static MetadataImport.Draft draft() {
        return MetadataImport.of(
                metadata(),
                new DataSetReader(Mappings.CATALOGUE, DataSetLimits.standard()).read(YamlFile.parse("sets.yaml", SETS)),
                List.of(Mappings.OSH, Mappings.TOKMOK, Area.of("site:KARAKOL-1"), Area.of("site:NARYN-1")),
                Mappings.CATALOGUE,
                CodeListReader.published());
    }

    @Test
    void matchesWhatHasTheSameCode() {
        var mapping = MappingReader.read("draft.yaml", draft().mapping());
        assertThat(mapping.defaultCombo()).hasToString("dfltCombo01");
        assertThat(mapping.dataSets()).containsOnlyKeys("MONTHLY");
        assertThat(mapping.orgUnits()).containsOnlyKeys(Mappings.OSH, Mappings.TOKMOK);
        assertThat(mapping.rules())
                .extracting(rule ->
                        rule.indicator() + " " + rule.part() + " " + rule.by().size())
                .containsExactly(
                        "CONTACTS NUMERATOR 0",
                        "HTS.3 NUMERATOR 1",
                        "HTS.3 DENOMINATOR 0",
                        "PERSONS_REACHED NUMERATOR 2");
        assertThat(mapping.rules().get(1).cells())
                .as("the data set's own combo of the element, not of another with the code alone")
                .containsOnlyKeys(sex("FEMALE"), sex("MALE"))
                .containsEntry(sex("MALE"), new Cell.Key(new Uid("dePositive1"), new Uid("cmMaleCombo")));
        assertThat(mapping.rules().get(2).part()).isEqualTo(Part.DENOMINATOR);
        assertThat(mapping.rules().get(3).by()).isEqualTo(Set.of(Dimension.SEX, Dimension.AGE));
    }

    private static SortedMap<Dimension, String> sex(String code) {
        var group = new TreeMap<Dimension, String>();
        group.put(Dimension.SEX, code);
        return group;
    }

    @Test
    void tellsWhatHasNoMatch() {
        assertThat(draft().unmatched())
                .contains(
                        "the data set YEARLY",
                        "the org unit of site:KARAKOL-1",
                        "the org unit of site:NARYN-1",
                        "MONTHLY: a data element for PRV.1",
                        "MONTHLY: HTS.3: an option combo of dePositive1 for UNKNOWN",
                        "MONTHLY: HTS.3: an option combo of dePositive1 for TRANSGENDER_MAN")
                .doesNotContain("the default combo")
                .noneMatch(one -> one.endsWith(" FEMALE"));
    }

    @Test
    void draftsNothingFromNothing() throws IOException {
        var empty = new Metadata();
        empty.add(stream("{}"));
        var draft = MetadataImport.of(
                empty,
                new DataSetReader(Mappings.CATALOGUE, DataSetLimits.standard()).read(YamlFile.parse("sets.yaml", SETS)),
                List.of(Mappings.OSH),
                Mappings.CATALOGUE,
                CodeListReader.published());
        assertThat(draft.unmatched())
                .containsExactly(
                        "the default combo",
                        "the data set MONTHLY",
                        "the data set YEARLY",
                        "the org unit of site:OSH-1");
        assertThatThrownBy(() -> MappingReader.read("draft.yaml", draft.mapping()))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith("draft.yaml:2:");
    }

    @Test
    void readsSeveralFiles() throws IOException {
        var metadata = metadata();
        metadata.add(stream("{\"organisationUnits\":[{\"id\":\"ouKarakol01\",\"code\":\"KARAKOL-1\"}]}"));
        assertThat(metadata.orgUnit("KARAKOL-1")).contains(new Uid("ouKarakol01"));
        assertThat(metadata.orgUnit("osh_1")).contains(new Uid("ouOshSite01"));
        assertThat(metadata.orgUnit("ouNoCode001")).contains(new Uid("ouNoCode001"));
        assertThat(metadata.orgUnit("NARYN-1")).isEmpty();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "metadata", "{\"dataSets\":[{\"id\":", "{\"dataSets\":[1,2]", "{\"a\":1,\"a\":2}"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> new Metadata().add(stream(text))).isInstanceOf(Metadata.NotReadableException.class);
    }

    @Test
    void passesOverWhatHasAnotherForm() throws IOException {
        var metadata = new Metadata();
        metadata.add(
                stream("{\"dataSets\":{\"id\":\"x\"},\"organisationUnits\":[1,\"a\",null,{\"id\":7,\"code\":[]}]}"));
        assertThat(metadata.orgUnit("a")).isEmpty();
        assertThat(metadata.defaultCombo()).isEmpty();
    }

    @Test
    void readsNoMoreThanTheLimit() {
        var endless = new InputStream() {
            private boolean began;

            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                Arrays.fill(bytes, from, from + length, (byte) ' ');
                bytes[from] = began ? (byte) ' ' : (byte) '{';
                began = true;
                return length;
            }
        };
        assertThatThrownBy(() -> new Metadata().add(endless))
                .isInstanceOf(Metadata.NotReadableException.class)
                .hasMessageContaining("larger than");
    }

    @Test
    void listsOrgUnitsByLine() {
        var list = "# from the ministry\n\nOSH-1 = ouOshSite01\nTOKMOK-1=ouTokmokSt1\n";
        assertThat(OrgUnitLines.read("units.txt", list, null))
                .containsExactly(
                        Map.entry(Mappings.OSH, new Uid("ouOshSite01")),
                        Map.entry(Mappings.TOKMOK, new Uid("ouTokmokSt1")));
        assertThat(OrgUnitLines.read("units.txt", "TOKMOK-1 = Tokmok 1", metadata()))
                .containsEntry(Mappings.TOKMOK, new Uid("ouTokmokSt1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OSH-1",
                "= ouOshSite01",
                "OSH-1 = OSH-1",
                "A = ouTokmokSt1",
                "TOKMOK-1 = ouOshSite01",
            })
    void namesTheLineOfAWrongOrgUnit(String line) {
        assertThatThrownBy(() -> OrgUnitLines.read("units.txt", "TOKMOK-1 = ouTokmokSt1\n" + line, null))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith("units.txt:2: ");
    }

    @Test
    void looksUpOrgUnitsOnlyWhereTheyAre() {
        assertThatThrownBy(() -> OrgUnitLines.read("units.txt", "NARYN-1 = NARYN-1", metadata()))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("no org unit NARYN-1, or several");
    }
}
