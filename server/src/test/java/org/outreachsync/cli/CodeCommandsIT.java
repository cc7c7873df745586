package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Server;
import org.outreachsync.config.ServerConfig;

/** What an operator types about a programme's own codes, beside the store that a server served. */
class CodeCommandsIT {

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path first;
    private Path second;
    private Path wrong;

    @BeforeEach
    void write() throws IOException {
        var text = Files.readString(Path.of("..", "docs", "examples", "own-codes.json"));
        var newer = text.replace("\"own_codes_version\": 1", "\"own_codes_version\": 2");
        first = Files.writeString(folder.resolve("first.json"), text);
        second = Files.writeString(
                folder.resolve("second.json"),
                newer.replace("Winter kit", "Kit for the winter")
                        .replace(
                                "\"attributes\": {\"unit\": \"kit\"}}]}",
                                "\"attributes\": {\"unit\": \"kit\"}},{\"id\": 8200, \"code\": \"OWN_TORCH\", \"valid_from\": \"2026-01-01\", \"labels\": {\"en\": \"Torch\"}, \"attributes\": {\"unit\": \"piece\"}}]}"));
        wrong = Files.writeString(folder.resolve("wrong.json"), newer.replace("8193", "8194"));
        variables.put("OUTREACH_DATA", folder.resolve("data").toString());
        variables.put("OUTREACH_HTTP_PORT", "0");
        variables.put("OUTREACH_MANAGEMENT_PORT", "0");
    }

    private int admin(String... arguments) {
        out.reset();
        err.reset();
        return CommandRig.admin(arguments, variables, print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void serve(Path file) {
        variables.put("OUTREACH_CODES", file.toString());
        serve();
    }

    private void serve() {
        var config = ServerConfig.from(variables);
        var around = Backend.openToServe(config);
        try {
            Server.start(config, around).close();
        } finally {
            around.store().close();
        }
    }

    @Test
    void aCheckSaysWhatWouldBeAddedChangedOrRefusedAndChangesNothing() {
        serve();
        assertThat(admin("codes", "check", first.toString())).isEqualTo(Exit.OK);
        assertThat(printed())
                .startsWith("version 1 with 6 codes, after none")
                .contains("added      commodity OWN_WINTER_KIT: id 8193");
        assertThat(admin("codes", "check", second.toString()))
                .as("the first check served nothing")
                .isEqualTo(Exit.OK);
        assertThat(printed()).contains("after none");

        serve(first);
        assertThat(admin("codes", "check", first.toString())).isEqualTo(Exit.OK);
        assertThat(printed()).contains("nothing changes");
        assertThat(admin("codes", "check", second.toString())).isEqualTo(Exit.OK);
        assertThat(printed().lines())
                .containsExactly(
                        "version 2 with 7 codes, after version 1 with 6",
                        "relabelled commodity OWN_WINTER_KIT: en \"Kit for the winter\", ru \"Зимний набор\", ky \"Кышкы топтом\"",
                        "added      commodity OWN_TORCH: id 8200, en \"Torch\"");
        assertThat(admin("codes", "check", wrong.toString())).isEqualTo(Exit.REFUSED);
        assertThat(printed()).contains("refused    commodity OWN_WINTER_KIT: id 8193 was served and must stay");
        assertThat(complained()).contains("would not start");

        assertThat(admin("codes", "check", folder.resolve("none.json").toString()))
                .isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("none.json: the file cannot be read");
        assertThat(admin("codes", "check")).isEqualTo(Exit.USAGE);
    }

    @Test
    void aRecountWithOtherCodesThanTheServersIsRefused() {
        serve(first);
        assertThat(admin("site", "add", "OSH-1", "Osh")).isEqualTo(Exit.OK);
        assertThat(admin("recount", "check")).isEqualTo(Exit.OK);

        variables.remove("OUTREACH_CODES");
        assertThat(admin("recount", "check")).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("OUTREACH_CODES names no file");
        variables.put("OUTREACH_CODES", second.toString());
        assertThat(admin("recount", "OSH-1")).isEqualTo(Exit.REFUSED);
        assertThat(complained()).contains("start the server with the new file first");

        serve(second);
        assertThat(admin("recount", "OSH-1")).isEqualTo(Exit.OK);
    }

    @Test
    void aServerSaysInTheFileWhereItCannotStart() throws IOException {
        var broken = Files.writeString(
                folder.resolve("broken.json"), Files.readString(first).replace("\"OWN_WINTER_KIT\"", "\"WINTER_KIT\""));
        variables.put("OUTREACH_CODES", broken.toString());

        assertThat(CommandRig.serve(variables, print(out), print(err))).isEqualTo(Exit.REFUSED);

        assertThat(complained())
                .contains("broken.json:7: commodity WINTER_KIT: a code of a programme's own begins with OWN_");
        variables.put("OUTREACH_CODES", folder.resolve("none.json").toString());
        err.reset();
        assertThat(CommandRig.serve(variables, print(out), print(err))).isEqualTo(Exit.USAGE);
        assertThat(complained()).contains("OUTREACH_CODES must be a file that the server may read");
    }
}
