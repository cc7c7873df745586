package org.outreachsync.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {

    @Test
    void readsPlainMembersAndSkipsTheRest() throws Exception {
        var members = read("""
                {"code": "TOO_LARGE", "status":413, "wipe" : true, "no": false, "nothing": null,
                 "text": "a \\"quoted\\" \\u0416\\n/", "limits": {"ops_max": 10, "deep": [1, {"a": []}, "x"]}, "n": -1.5e1}
                """);
        assertThat(members)
                .isEqualTo(Map.of(
                        "code",
                        "TOO_LARGE",
                        "status",
                        413L,
                        "wipe",
                        true,
                        "no",
                        false,
                        "text",
                        "a \"quoted\" Ж\n/",
                        "n",
                        -15.0));
        assertThat(read("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1}x",
                "{\"a\":\"",
                "{\"a\":\"\\u12\"}",
                "{\"a\":tru}",
                "<html>",
                "{\"a\":NaN}",
                "{\"a\":0x1p3}",
                "{\"a\":1d}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":\"\\q\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":1,\"a\":2}",
                "{'a':1}",
                "{\"a\":[1,]}",
                "{\"a\":{\"b\":NaN}}"
            })
    void refusesWhatIsNoObject(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000))).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThatThrownBy(() -> FlatJson.read("{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(IOException.class);
    }

    private static Map<String, Object> read(String json) throws IOException {
        return FlatJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
