package org.outreachsync.export.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.config.DataSetLimits;
import org.outreachsync.export.dhis2.Cell;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.export.mapping.Mapping.Form;
import org.outreachsync.export.mapping.Mapping.Part;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.yaml.Yaml;
import org.outreachsync.yaml.YamlException;
import org.outreachsync.yaml.YamlFile;

/** People write mappings, and every slip of theirs is told with its line. */
class MappingReaderTest {

    private static final Uid DEFAULT = new Uid("dfltCombo01");

    private static final String JSON = """
            {"version": 3, "default_combo": "dfltCombo01",
             "data_sets": {"MONTHLY": {"data_set": "dsMonthly01"}},
             "org_units": {"site:OSH-1": "ouOshSite01", "site:TOKMOK-1": "ouTokmokSt1"},
             "figures": [
               {"data_set": "MONTHLY", "indicator": "CONTACTS", "data_element": "deContacts1"},
               {"data_set": "MONTHLY", "indicator": "HTS.3", "by": ["sex"], "left_out": ["UNKNOWN"],
                "cells": {"FEMALE": "dePositive1.cfFemaleCom", "MALE": "dePositive1.cmMaleCombo",
                          "TRANSGENDER_WOMAN+TRANSGENDER_MAN+OTHER": "dePositive1.coOtherComb"}},
               {"data_set": "MONTHLY", "indicator": "HTS.3", "count": "denominator", "data_element": "deTested001"}]}
            """;

    @Test
    void readsWhatGoesWhere() {
        var mapping = Mappings.mapping();
        assertThat(mapping.version()).isEqualTo(3);
        assertThat(mapping.dataSets()).containsExactly(Map.entry("MONTHLY", new Form(new Uid("dsMonthly01"), DEFAULT)));
        assertThat(mapping.orgUnits()).containsEntry(Mappings.TOKMOK, new Uid("ouTokmokSt1"));
        var contacts = mapping.rules().getFirst();
        assertThat(contacts.part()).isEqualTo(Part.NUMERATOR);
        assertThat(contacts.cells().values()).containsExactly(new Cell.Key(new Uid("deContacts1"), DEFAULT));
        var positive = mapping.rules().get(1);
        assertThat(positive.by()).isEqualTo(Set.of(Dimension.SEX));
        assertThat(positive.cells()).hasSize(5);
        assertThat(positive.cells().get(new TreeMap<>(Map.of(Dimension.SEX, "TRANSGENDER_MAN"))))
                .isEqualTo(positive.cells().get(new TreeMap<>(Map.of(Dimension.SEX, "OTHER"))))
                .isEqualTo(new Cell.Key(new Uid("dePositive1"), new Uid("coOtherComb")));
        assertThat(positive.leftOut()).containsExactly(new TreeMap<>(Map.of(Dimension.SEX, "UNKNOWN")));
        assertThat(mapping.rules().getLast().part()).isEqualTo(Part.DENOMINATOR);
    }

    @Test
    void readsTheSameFromJson() {
        assertThat(MappingReader.read("mapping.json", JSON)).isEqualTo(Mappings.mapping());
    }

    @Test
    void readsAPartOfADocument() {
        var whole = "code: MOH\nmapping:\n" + Mappings.DOCUMENT.indent(2);
        var part = mappingIn(whole);
        assertThat(MappingReader.read(part)).isEqualTo(Mappings.mapping());
        var wrong = mappingIn(whole.replace("version: 3", "version: 0"));
        assertThatThrownBy(() -> MappingReader.read(wrong))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith("moh.yaml:3:12: mapping.version: ");
    }

    private static Yaml mappingIn(String document) {
        return Objects.requireNonNull(
                YamlFile.parse("moh.yaml", document).byName().get("mapping"));
    }

    @Test
    void knowsWhatItUsesForAnExport() {
        var use = Mappings.mapping()
                .use(Mappings.table(Mappings.usual(Mappings.OSH).toArray(Line[]::new)))
                .orElseThrow();
        assertThat(use.dataSet()).hasToString("dsMonthly01");
        assertThat(use.period()).isEqualTo(Mappings.MONTH);
        assertThat(use.orgUnits()).as("of the areas of the export alone").containsExactly(new Uid("ouOshSite01"));
        assertThat(use.cells())
                .extracting(Cell.Key::toString)
                .containsExactlyInAnyOrder(
                        "deContacts1.dfltCombo01",
                        "dePositive1.cfFemaleCom",
                        "dePositive1.cmMaleCombo",
                        "dePositive1.coOtherComb",
                        "deTested001.dfltCombo01");
        var without = MappingReader.read("mapping.yaml", Mappings.DOCUMENT.replace("MONTHLY", "YEARLY"));
        assertThat(without.use(Mappings.table())).isEmpty();
    }

    @Test
    void takesAnAttributeOptionComboOfItsOwn() {
        var partner = Mappings.DOCUMENT.replace(
                "{data_set: dsMonthly01}", "{data_set: dsMonthly01, attribute_option_combo: coPartner01}");
        assertThat(MappingReader.read("mapping.yaml", partner).dataSets().get("MONTHLY"))
                .isEqualTo(new Form(new Uid("dsMonthly01"), new Uid("coPartner01")));
    }

    @Test
    void readsGroupsOfTwoDimensions() {
        var two = Mappings.DOCUMENT.replace(
                "data_element: deContacts1",
                "data_element: deContacts1, by: [age, sex], cells: {UNKNOWN+AGE_0_4/MALE+FEMALE: coYoung0001},"
                        + " left_out: [\"*/OTHER\", AGE_50_PLUS/UNKNOWN]");
        var rule = MappingReader.read("mapping.yaml", two).rules().getFirst();
        assertThat(rule.cells()).hasSize(4);
        assertThat(rule.leavesOut(new TreeMap<>(Map.of(Dimension.AGE, "AGE_5_9", Dimension.SEX, "OTHER"))))
                .isTrue();
        assertThat(rule.leavesOut(new TreeMap<>(Map.of(Dimension.AGE, "AGE_50_PLUS", Dimension.SEX, "UNKNOWN"))))
                .isTrue();
        assertThat(rule.leavesOut(new TreeMap<>(Map.of(Dimension.AGE, "AGE_50_PLUS", Dimension.SEX, "MALE"))))
                .isFalse();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                change("version: 3", "version: many", 1, "a whole number"),
                change("version: 3\n", "", 1, "\"version\" is missing"),
                change("version: 3", "version: 3\nversions: 4", 2, "there is no \"versions\" here"),
                change("default_combo: dfltCombo01", "default_combo: default", 2, "no identifier of DHIS2"),
                change("ouTokmokSt1", "ouOshSite01", 7, "two areas have the org unit ouOshSite01"),
                change("site:TOKMOK-1", "TOKMOK-1", 7, "\"TOKMOK-1\" is no area"),
                change("by: [sex]", "by: [gender]", 10, "there is no dimension gender"),
                change("by: [sex]", "by: [sex, sex]", 10, "sex is there twice"),
                change("MALE: cmMaleCombo", "MALE: cfFemaleCom", 13, "joined by \"+\""),
                change("MALE: cmMaleCombo", "MALE+FEMALE: cmMaleCombo", 13, "\"FEMALE\" is there twice"),
                change("MALE: cmMaleCombo", "\"*\": cmMaleCombo", 13, "has to be named"),
                change("MALE: cmMaleCombo", "MALE/AGE_0_4: cmMaleCombo", 13, "must name 1 groups"),
                change("MALE: cmMaleCombo", "MALE+: cmMaleCombo", 13, "has an empty place"),
                change("left_out: [UNKNOWN]", "left_out: [MALE]", 15, "a group of these is sent"),
                change("left_out: [UNKNOWN]", "left_out: [\"*\"]", 15, "leave out everything"),
                change("disaggregation: gender", "disaggregation: sex", 18, "there may be gender"),
                change("disaggregation: gender", "disaggregation: gender, by: [sex]", 18, "either"),
                change("count: denominator", "count: both", 19, "there may be denominator, numerator"),
                change("MONTHLY, indicator: CONTACTS", "WEEKLY, indicator: CONTACTS", 17, "no data set WEEKLY"),
                change(", data_element: deContacts1", "", 17, "\"data_element\" is missing"),
                change("data_element: deContacts1", "data_element: deContacts1, cells: {A: b}", 17, "after \"by\""),
                // The same cell twice, and twice by a default combo that is spelled out once.
                change("deTested001", "deContacts1", 19, "deContacts1.dfltCombo01: CONTACTS and HTS.3"),
                change(
                        "deTested001, note: Persons",
                        "deTested001}\n  - {data_set: MONTHLY, indicator: HTS.2, by: [population],"
                                + " cells: {PWID: deTested001.dfltCombo01}",
                        20,
                        "two figures go to the cell deTested001.dfltCombo01: HTS.3 and HTS.2"),
                change("deTested001", "dePositive1", 19, "the default combo in one figure, and others in another"));
    }

    private static Arguments change(String from, String to, int line, String words) {
        return Arguments.of(from, to, line, words);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void namesTheLineOfASlip(String from, String to, int line, String words) {
        assertThat(Mappings.DOCUMENT).contains(from);
        int at = Mappings.DOCUMENT.lastIndexOf(from);
        var document = Mappings.DOCUMENT.substring(0, at) + to + Mappings.DOCUMENT.substring(at + from.length());
        assertThatThrownBy(() -> MappingReader.read("mapping.yaml", document))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining(words)
                .hasMessageStartingWith("mapping.yaml:" + line + ":");
    }

    @Test
    void limitsTheNumberOfFigures() {
        var figures =
                String.join("", Collections.nCopies(DataSetLimits.standard().figuresMax() + 1, "  - {}\n"));
        int at = Mappings.DOCUMENT.indexOf("figures:\n") + "figures:\n".length();
        for (var wrong : List.of(figures, "  []\n")) {
            assertThatThrownBy(() -> MappingReader.read("m", Mappings.DOCUMENT.substring(0, at) + wrong))
                    .isInstanceOf(YamlException.class)
                    .hasMessageContaining("1 to 2000 figures");
        }
    }
}
