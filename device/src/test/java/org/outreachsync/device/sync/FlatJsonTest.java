package org.outreachsync.device.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {

    @Test
    void readsPlainMembersAndSkipsTheRest() throws Exception {
        var members = FlatJson.read(
                """
                {"code": "TOO_LARGE", "status":413, "wipe" : true, "no": false, "nothing": null,
                 "text": "a \\"quoted\\" \\u0416\\n/", "limits": {"ops_max": 10, "deep": [1, {"a": []}, "x"]}, "n": -1.5e1}
                """);
        assertThat(members).isEqualTo(Map.of(
                "code", "TOO_LARGE", "status", 413.0, "wipe", true, "no", false, "text", "a \"quoted\" Ж\n/", "n", -15.0));
        assertThat(FlatJson.read("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":1}x", "{\"a\":\"", "{\"a\":\"\\u12\"}", "{\"a\":tru}", "<html>"})
    void refusesWhatIsNoObject(String json) {
        assertThatThrownBy(() -> FlatJson.read(json)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertThatThrownBy(() -> FlatJson.read("{\"a\":" + "[".repeat(100_000))).isInstanceOf(IOException.class);
    }
}
