package org.outreachsync.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.codes.CodeListException;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.model.codes.OwnCodeRules;
import org.outreachsync.model.codes.OwnCodes;

/** The reader tells a programme, by line, what is wrong in its file. */
class OwnCodesReaderTest {

    private static final CodeLists PUBLISHED = CodeListReader.published();
    private static final Path DOCS = Path.of("..", "docs");
    private static final String FILE = """
            {"own_codes_version": 3, "lists": [
              {"list": "commodity", "codes": [
                {"id": 8192, "code": "OWN_KIT", "valid_from": "2026-01-01", "retired_on": "2027-01-01", "labels": {"ru": "Набор"}, "labels_checked": ["ru"],
                 "attributes": {"unit": "kit", "condom": true, "naloxone": false, "volume_ul": 5}},
                {"id": 16383, "code": "OWN_TORCH", "valid_from": "2026-01-01", "labels": {"en": "Torch"}, "attributes": {"unit": "piece"}}]}]}
            """;

    private static OwnCodes read(String json) {
        return OwnCodesReader.read("own.json", json.getBytes(UTF_8), new OwnCodeRules(PUBLISHED, 20), 5);
    }

    @Test
    void readsEveryProperty() {
        var codes = read(FILE);
        assertThat(codes.version()).isEqualTo(3);
        assertThat(codes.size()).isEqualTo(2);
        var kit = codes.of("commodity").get(0);
        assertThat(kit.id()).isEqualTo(8192);
        assertThat(kit.validFrom()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(kit.retiredOn()).isEqualTo(LocalDate.of(2027, 1, 1));
        assertThat(kit.label("ru")).isEqualTo("Набор");
        assertThat(kit.attributes().flags()).containsExactly("condom");
        assertThat(kit.attributes().numbers()).containsEntry("volume_ul", 5);
        assertThat(OwnCodesMapper.fromMessage(OwnCodesMapper.toMessage(codes)))
                .as("as a message and back")
                .isEqualTo(codes);
    }

    @Test
    void saysFileLineAndReasonOfEachFault() {
        assertRefused(
                "\"OWN_KIT\"", "\"KIT\"", "own.json:3: commodity KIT: a code of a programme's own begins with OWN_");
        assertRefused("\"OWN_KIT\"", "\"OWN_kit\"", "own.json:3: commodity OWN_kit");
        assertRefused("8192", "8191", "own.json:3: commodity OWN_KIT: id 8191 is not in 8192 to 16383");
        assertRefused(
                "16383",
                "16384",
                "own.json:5: list commodity, the code that begins at line 5: code OWN_TORCH has id 16384");
        assertRefused("16383", "8192", "own.json:5: commodity OWN_TORCH: id 8192 is there twice");
        assertRefused("OWN_TORCH", "OWN_KIT", "own.json:5: commodity OWN_KIT: the name is there twice");
        assertRefused(
                "\"en\": \"Torch\"",
                "\"ru\": \"Набор\"",
                "own.json:5: commodity OWN_TORCH: another code of the list is called \"Набор\" in ru, too");
        assertRefused("{\"en\": \"Torch\"}", "{}", "own.json:5: commodity OWN_TORCH: a label is missing");
        assertRefused(
                "Torch",
                "A torch of quite some length",
                "own.json:5: commodity OWN_TORCH: the label in en has more than 20 characters");
        assertRefused("Torch", " Torch", "the label in en");
        assertRefused(
                "\"unit\": \"piece\"",
                "\"unit\": \"crate\"",
                "own.json:5: commodity OWN_TORCH: the attribute unit is not crate, but ampoule, ");
        assertRefused(
                "\"unit\": \"piece\"",
                "\"gauge\": 3",
                "own.json:5: commodity OWN_TORCH: the attribute unit is missing");
        assertRefused(
                "\"condom\": true",
                "\"nps\": true",
                "own.json:3: commodity OWN_KIT: the list declares no flag nps, but condom, ");
        assertRefused(
                "\"volume_ul\": 5",
                "\"weight_g\": 5",
                "own.json:3: commodity OWN_KIT: the list declares no number weight_g");
        assertRefused(
                "\"list\": \"commodity\"",
                "\"list\": \"sex\"",
                "own.json:2: sex: the list takes no codes of a programme's own");
        assertRefused("\"list\": \"commodity\"", "\"list\": \"wares\"", "own.json:2: wares: there is no list wares");
        assertRefused(
                "2027-01-01",
                "2025-01-01",
                "own.json:4: list commodity, the code that begins at line 3: code OWN_KIT retires on 2025-01-01");
        assertRefused("2027-01-01", "2027-13-01", "2027-13-01");
        assertRefused("\"own_codes_version\": 3, ", "", "own_codes_version is missing");
        assertRefused("\"valid_from\"", "\"valid\"", "unknown property valid");
        assertRefused("]}]}", "]}", "own.json:");
        assertRefused("\"valid_from\":", "\"valid_from\"", "own.json:3: this is not valid JSON at column ");
        assertRefused("]}]}", "", "the file ends too early; a quote or bracket is not closed");
        assertRefused(
                "\"own_codes_version\": 3, ",
                "\"own_codes_version\": 3, \"own_codes_version\": 3, ",
                "own.json:1: a property is repeated here");
        assertThatThrownBy(() -> read("")).isInstanceOf(CodeListException.class).hasMessageContaining("own.json:1");
        assertThatThrownBy(() -> read(FILE + "{}"))
                .isInstanceOf(CodeListException.class)
                .hasMessageContaining("something follows the end");
        assertThatThrownBy(() -> read(FILE.replace("8192", "7").replace("\"piece\"", "\"crate\"")))
                .hasMessageContaining("own.json:3: commodity OWN_KIT")
                .hasMessageContaining("own.json:5: commodity OWN_TORCH");
    }

    private static void assertRefused(String from, String to, String message) {
        assertThat(FILE).contains(from);
        assertThatThrownBy(() -> read(FILE.replace(from, to)))
                .as(to)
                .isInstanceOf(CodeListException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aSettingNamesAnyOfTheModesThatPublishedOnesName() {
        var setting = """
                {"own_codes_version": 1, "lists": [{"list": "setting", "codes": [
                  {"id": 8192, "code": "OWN_YURT", "valid_from": "2026-01-01", "labels": {"en": "Yurt"}, "attributes": {"modes": "MOBILE PHARMACY"}}]}]}""";
        assertThat(PUBLISHED.with(read(setting)).get("setting").isKnown(8192)).isTrue();
        assertThatThrownBy(() -> read(setting.replace("MOBILE PHARMACY", "MOBILE CARAVAN")))
                .hasMessageContaining("the attribute modes is not MOBILE CARAVAN");
        assertThatThrownBy(() -> read(setting.replace("MOBILE PHARMACY", "MOBILE  PHARMACY")))
                .hasMessageContaining("the attribute modes");
    }

    @Test
    void refusesMoreCodesThanThereMayBe() {
        var codes = new StringBuilder();
        IntStream.range(0, 6)
                .forEach(no -> codes.append(no == 0 ? "" : ",")
                        .append(
                                "{\"id\":%d,\"code\":\"OWN_P%d\",\"valid_from\":\"2026-01-01\",\"labels\":{\"en\":\"P%d\"}}"
                                        .formatted(9_000 + no, no, no)));
        assertThatThrownBy(() ->
                        read("{\"own_codes_version\":1,\"lists\":[{\"list\":\"place\",\"codes\":[" + codes + "]}]}"))
                .hasMessageContaining("there are more than 5 codes");
    }

    @Test
    void everyListWhoseCodesRulesNameIsClosed() {
        assertThat(PUBLISHED.names())
                .filteredOn(list -> !PUBLISHED.isExtensible(list))
                .contains(
                        "sex",
                        "age_band",
                        "yes_no_unknown",
                        "disease",
                        "test_kind",
                        "test_result",
                        "ost_drug",
                        "ost_phase",
                        "arv_purpose",
                        "referral_status",
                        "population",
                        "mode");
    }

    @Test
    void theBookOfCodesNamesTheListsThatMayBeExtended() throws IOException {
        var page = Files.readString(DOCS.resolve("code-lists.md"));
        var which = page.substring(page.indexOf("**Which lists.**"), page.indexOf("(`own_codes` in"));
        assertThat(PUBLISHED.names())
                .allSatisfy(list ->
                        assertThat(which.contains("`" + list + "`")).as(list).isEqualTo(PUBLISHED.isExtensible(list)));
    }

    @Test
    void theExampleOfTheDocumentationIsWhole() throws IOException {
        var example = OwnCodesReader.read(
                "own-codes.json",
                Files.readAllBytes(DOCS.resolve("examples/own-codes.json")),
                new OwnCodeRules(PUBLISHED, 120),
                1_000);
        var lists = PUBLISHED.with(example);
        assertThat(lists.get("commodity").hasAttribute(8192, "counts_as_syringe"))
                .isTrue();
        assertThat(lists.get("region").byCode("OWN_KARA_SUU")).isNotNull();
        assertThat(lists.version()).isEqualTo(PUBLISHED.version());
    }

    @Test
    void aPublishedListStaysOutOfTheRangeOfProgrammes() {
        for (var code : new String[] {"{\"id\":8192,\"code\":\"A\"", "{\"id\":7,\"code\":\"OWN_A\""}) {
            var list = "{\"list\":\"mode\",\"version\":1,\"codes\":[" + code + ",\"valid_from\":\"2020-01-01\"}]}";
            var index = "{\"code_list_version\":1,\"lists\":[{\"list\":\"mode\",\"file\":\"mode.json\"}]}";
            assertThatThrownBy(() -> new CodeListReader(file ->
                                    new ByteArrayInputStream((file.equals("mode.json") ? list : index).getBytes(UTF_8)))
                            .read())
                    .isInstanceOf(CodeListException.class)
                    .hasMessageContaining("in the range of programmes' own codes");
        }
    }
}
