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

/** An indicator of the programme's own is removed, and a destination still names it. */
class UnusableDestinationTest {

    private static final String DOCUMENT = """
            code: OWN
            title: {en: With an indicator of our own}
            publisher: Harm reduction programme
            formats: [csv]
            data_sets:
              - code: MONTHLY
                title: {en: A month}
                period: month
                areas: [site]
                indicators:
                  - {code: CONTACTS}
                  - {code: OWN-1}
            """;

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int admin(String... arguments) {
        out.reset();
        err.reset();
        return CommandRig.admin(
                arguments,
                variables,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    @BeforeEach
    void removeItsIndicator() throws IOException {
        variables.put("OUTREACH_DATA", folder.resolve("data").toString());
        variables.put("OUTREACH_CATALOGUE", file("catalogue.yaml", """
                indicators:
                  OWN-1:
                    labels: {en: Sums}
                    definition: Syringes that were given out.
                    asked_by: programme
                    kind: units
                    periods: any
                    numerator: {sum: [SYRINGES_DISTRIBUTED]}
                    by: [site]
                    version: 1
                """));
        assertThat(admin("init")).as(said()).isEqualTo(Exit.OK);
        assertThat(admin("site", "add", "OSH-1", "Osh", "--country", "KG", "--region", "KG-O"))
                .isEqualTo(Exit.OK);
        assertThat(admin("destination", "add", file("own.yaml", DOCUMENT)))
                .as(said())
                .isEqualTo(Exit.OK);
        variables.remove("OUTREACH_CATALOGUE");
    }

    @Test
    void isShownWithWhatIsWrongAndItsVersion() {
        assertThat(admin("destination", "list")).isEqualTo(Exit.OK);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("OWN +1 .*cannot be used: OWN/1:12:\\d+: .* there is no indicator OWN-1");
        assertThat(admin("destination", "show", "OWN")).as(said()).isEqualTo(Exit.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(DOCUMENT);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("The newest version is 1", "It cannot be used", "OWN-1");
        assertThat(admin("export", "run", "OWN")).isEqualTo(Exit.REFUSED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no indicator OWN-1");
    }

    @Test
    void isCorrectedWithoutNamingAVersion() throws IOException {
        var corrected = file("corrected.yaml", DOCUMENT.replace("      - {code: OWN-1}\n", ""));
        assertThat(admin("destination", "update", corrected)).as(said()).isEqualTo(Exit.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("version 2");
        assertThat(admin("destination", "show", "OWN")).isEqualTo(Exit.OK);
        assertThat(said()).doesNotContain("OWN-1", "cannot be used");
        assertThat(admin("destination", "dry-run", "OWN")).as(said()).isEqualTo(Exit.OK);
    }

    @Test
    void isRemoved() {
        assertThat(admin("destination", "remove", "OWN")).as(said()).isEqualTo(Exit.OK);
        assertThat(admin("destination", "show", "OWN")).isEqualTo(Exit.REFUSED);
    }
}
