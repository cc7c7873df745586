package org.outreachsync.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.outreachsync.model.codes.CodeListException;
import org.outreachsync.model.codes.CodeLists;

class CodeListReaderTest {

    private static final String INDEX = """
            {"code_list_version":2,"lists":[{"list":"mode","file":"mode.json"}]}""";
    private static final String CODE = """
            {"id":7,"code":"ONLINE","valid_from":"2020-01-01","retired_on":"2025-02-01","since_version":2,
             "labels":{"en":"Online","ky":"Онлайн","tg":"Онлайн"},"labels_checked":["ky"],"attributes":{"remote":true,"paid":false,"length_min":30,"kind":"chat"}}""";

    @Test
    void readsEveryProperty() {
        var lists = read(INDEX, list(CODE));
        assertThat(lists.version()).isEqualTo(2);
        var list = lists.get("mode");
        assertThat(list.version()).isEqualTo(4);
        var code = list.all().get(0);
        assertThat(code.id()).isEqualTo(7);
        assertThat(code.code()).isEqualTo("ONLINE");
        assertThat(code.validFrom()).isEqualTo(LocalDate.of(2020, 1, 1));
        assertThat(code.retiredOn()).isEqualTo(LocalDate.of(2025, 2, 1));
        assertThat(code.sinceVersion()).isEqualTo(2);
        assertThat(code.labels().byLanguage())
                .containsOnly(entry("en", "Online"), entry("ky", "Онлайн"), entry("tg", "Онлайн"));
        assertThat(code.labels().checked()).containsExactly("ky");
        assertThat(code.labels().unchecked()).containsExactly("tg");
        assertThat(code.attributes().flags()).containsExactly("remote");
        assertThat(code.attributes().numbers()).containsExactly(Map.entry("length_min", 30));
        assertThat(code.attributes().texts()).containsExactly(Map.entry("kind", "chat"));
    }

    @Test
    void refusesWhatIsNotOfTheFormat() {
        assertRefused(INDEX, list(CODE.replace("retired_on", "retired")), "unknown property retired");
        assertRefused(INDEX, list(CODE.replace("\"valid_from\":\"2020-01-01\",", "")), "valid_from is missing");
        assertRefused(INDEX, list(CODE.replace("2020-01-01", "2020-13-01")), "2020-13-01");
        assertRefused(INDEX, list(CODE.replace("30", "[30]")), "attribute length_min");
        assertRefused(INDEX, list(CODE.replace("\"paid\"", "\"remote\"")), "Duplicate");
        assertRefused(INDEX, list(CODE.replace("\"ONLINE\"", "3")), "a text in quotes is expected at line 1");
        assertRefused(INDEX, list(CODE + "," + CODE), "id 7 twice");
        assertRefused(INDEX, list(CODE.replace("\"tg\"", "\"tj\"")), "no language \"tj\"");
        assertRefused(
                INDEX, list(CODE.replace("[\"ky\"]", "[\"uz\"]")), "labels of code ONLINE: \"uz\" is called checked");
        assertRefused(INDEX, list(CODE.replace("[\"ky\"]", "[\"en\"]")), "\"en\" is called checked");
        assertRefused(INDEX, list(CODE.replace("[\"ky\"]", "[\"ky\",\"ky\"]")), "\"ky\" is there twice");
        assertRefused(INDEX, list(CODE.replace("[\"ky\"]", "\"ky\"")), "a list in square brackets is expected");
        assertRefused(INDEX, list(CODE.replace("[\"ky\"]", "[1]")), "a text in quotes is expected");
        assertRefused(INDEX, list(CODE.replace("\"Online\"", "\" \"")), "blank");
        assertRefused(INDEX, list(CODE).replace("\"version\":4,", ""), "version is missing");
        assertRefused(INDEX, list(CODE) + "{}", "something follows the end");
        assertRefused(INDEX, list(CODE).substring(0, 40), "mode.json");
        assertRefused(INDEX, list("3"), "an object in braces is expected");
        assertRefused(INDEX, "", "mode.json");
        assertRefused(INDEX.replace("\"mode\"", "\"setting\""), list(CODE), "calls itself mode");
        assertRefused(INDEX.replace("mode.json", "modes.json"), list(CODE), "no file modes.json");
        assertRefused(INDEX.replace(":2", ":1"), list(CODE), "comes in version 2");
    }

    private static String list(String codes) {
        return "{\"list\":\"mode\",\"version\":4,\"codes\":[" + codes + "]}";
    }

    private static void assertRefused(String index, String list, String message) {
        assertThatThrownBy(() -> read(index, list))
                .isInstanceOf(CodeListException.class)
                .hasMessageContaining(message);
    }

    private static CodeLists read(String index, String list) {
        var files = Map.of("index.json", index, "mode.json", list);
        return new CodeListReader(file -> {
                    var text = files.get(file);
                    return text == null ? null : new ByteArrayInputStream(text.getBytes(UTF_8));
                })
                .read();
    }
}
