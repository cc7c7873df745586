package org.outreachsync.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.model.codes.Code;
import org.outreachsync.model.codes.CodeList;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.Options;

/** The rules for every published code list. */
class PublishedCodeListsTest {

    private static final CodeLists LISTS = CodeListReader.published();

    static Stream<CodeList> lists() {
        return LISTS.names().stream().map(LISTS::get);
    }

    @Test
    void indexNamesEveryFile() throws IOException, URISyntaxException {
        var index = PublishedCodeListsTest.class.getResource("/outreach/codes/index.json");
        assertThat(index).isNotNull();
        try (var files = Files.list(Path.of(index.toURI()).resolveSibling("."))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("index.json")))
                    .containsExactlyInAnyOrderElementsOf(
                            LISTS.names().stream().map(name -> name + ".json").toList());
        }
    }

    @Test
    void everyListOfTheContractIsPublished() {
        var asked = new ArrayList<String>();
        for (var field : Envelope.getDescriptor().getFields()) {
            collect(field, asked);
        }
        for (var type : WireContract.recordFields()) {
            for (var field : type.getMessageType().getFields()) {
                collect(field, asked);
            }
        }
        assertThat(asked).contains("role", "service", "commodity");
        assertThat(LISTS.names()).containsAll(asked);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void idsAndCodesAreUniqueAndOfTheirForm(CodeList list) {
        assertThat(list.all()).isNotEmpty();
        assertThat(list.all()).extracting(Code::id).doesNotHaveDuplicates().allMatch(id -> id > 0 && id < 128);
        assertThat(list.all())
                .extracting(Code::code)
                .doesNotHaveDuplicates()
                .allMatch(code ->
                        code.matches(list.name().equals("region") ? "[A-Z]{2}-[A-Z0-9]{1,3}" : "[A-Z][A-Z0-9_]*"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void labelsAreThereAndTellCodesApart(CodeList list) {
        for (var code : list.all()) {
            assertThat(code.labels().byLanguage()).as(code.code()).containsOnlyKeys(LocalizedText.LANGUAGES);
            assertThat(code.labels().byLanguage().values())
                    .as(code.code())
                    .allMatch(label -> label.equals(label.strip()));
        }
        for (var language : LocalizedText.LANGUAGES) {
            assertThat(list.all().stream().map(code -> code.label(language)))
                    .as(language)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void retiredCodesAreValidBeforeTheyRetiredAndNotAfter(CodeList list) {
        for (var code : list.all()) {
            var retiredOn = code.retiredOn();
            if (retiredOn != null) {
                assertThat(list.isKnown(code.id())).isTrue();
                assertThat(list.isValidOn(code.id(), retiredOn.minusDays(1))).isTrue();
                assertThat(list.isValidOn(code.id(), retiredOn)).isFalse();
                assertThat(list.isValidOn(code.id(), retiredOn.plusYears(1))).isFalse();
            }
        }
    }

    @Test
    void someCodeIsRetired() {
        assertThat(LISTS.get("commodity").byCode("SYR_3"))
                .isNotNull()
                .extracting(Code::retiredOn)
                .isNotNull();
    }

    @Test
    void everySyringeAndBarrelCountsOnceAndLooseNeedlesApart() {
        for (var code : LISTS.get("commodity").all()) {
            boolean syringe = code.code().startsWith("SYR_") || code.code().startsWith("BARREL_");
            assertThat(code.has("counts_as_syringe")).as(code.code()).isEqualTo(syringe);
            assertThat(code.has("counts_as_needle"))
                    .as(code.code())
                    .isEqualTo(code.code().startsWith("NEEDLE_"));
            assertThat(code.attributes().texts()).as(code.code()).containsKey("unit");
        }
    }

    @Test
    void everyServiceHasItsGroupAndGbvServicesAreSensitive() {
        for (var code : LISTS.get("service").all()) {
            assertThat(code.attributes().texts().get("group")).as(code.code()).isIn("general", "women");
            assertThat(!code.has("gbv") || code.has("sensitive"))
                    .as(code.code())
                    .isTrue();
        }
        assertThat(LISTS.get("service").all().stream().filter(code -> code.has("gbv")))
                .isNotEmpty();
    }

    @Test
    void everySettingNamesModesThatThereAreAndEveryModeHasASetting() {
        var modes = LISTS.get("mode").all().stream().map(Code::code).toList();
        var named = new TreeSet<String>();
        for (var setting : LISTS.get("setting").all()) {
            var words = setting.attributes().texts().get("modes");
            assertThat(words == null)
                    .as(setting.code())
                    .isEqualTo(setting.code().equals("OTHER"));
            if (words != null) {
                assertThat(modes).as(setting.code()).containsAll(List.of(words.split(" ")));
                named.addAll(List.of(words.split(" ")));
            }
        }
        assertThat(named).containsExactlyInAnyOrderElementsOf(modes);
    }

    @Test
    void ageBandsMeetWithoutGapOrOverlap() {
        int next = 0;
        var bands = LISTS.get("age_band").all().stream()
                .filter(code -> code.attributes().numbers().containsKey("age_from"))
                .toList();
        for (var band : bands) {
            assertThat(band.attributes().numbers().get("age_from")).isEqualTo(next);
            next = band.attributes().numbers().getOrDefault("age_to", -1) + 1;
        }
        assertThat(next).as("the last band has no end").isZero();
    }

    private static void collect(FieldDescriptor field, List<String> asked) {
        var name = field.getOptions().getExtension(Options.field).getCodeList();
        if (!name.isEmpty()) {
            asked.add(name);
        }
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            field.getMessageType().getFields().forEach(line -> collect(line, asked));
        }
    }
}
