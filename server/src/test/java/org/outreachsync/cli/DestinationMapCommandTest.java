package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.export.mapping.MappingReader;
import org.outreachsync.yaml.YamlFile;

class DestinationMapCommandTest {

    @TempDir
    private Path folder;

    private CommandRig rig;

    @BeforeEach
    void open() {
        rig = new CommandRig(folder);
        assertThat(rig.admin("init")).isEqualTo(Exit.OK);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String metadata() throws IOException {
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("/dhis2/metadata/programme.json"))) {
            var file = folder.resolve("metadata.json");
            Files.write(file, in.readAllBytes());
            return file.toString();
        }
    }

    @Test
    void makesADestinationForTheWhoPackage() throws IOException {
        var units = file("units.txt", "OSH-1 = ouOshSite01\n");
        assertThat(rig.admin("destination", "map", "--who", "--org-units", units, "--publisher", "Network"))
                .isEqualTo(Exit.OK);
        var document = YamlFile.parse("who.yaml", rig.printed()).byName();
        assertThat(Objects.requireNonNull(document.get("code")).text()).isEqualTo("WHO-HIV");
        assertThat(MappingReader.read(Objects.requireNonNull(document.get("mapping")))
                        .orgUnits())
                .hasSize(1);
    }

    @Test
    void looksUpOrgUnitsAndTheDefaultComboByCode() throws IOException {
        var units = file("units.txt", "OSH-1 = OSH-1\n");
        assertThat(rig.admin(
                        "destination",
                        "map",
                        "--who",
                        "--org-units",
                        units,
                        "--publisher",
                        "Network",
                        "--metadata",
                        metadata()))
                .isEqualTo(Exit.OK);
        assertThat(rig.printed()).contains("\"site:OSH-1\": ouOshSite01", "default_combo: dfltCombo01");
    }

    @Test
    void draftsAMappingAndTellsWhatIsMissing() throws IOException {
        assertThat(rig.admin("site", "add", "OSH-1", "Osh")).isEqualTo(Exit.OK);
        assertThat(rig.admin("site", "add", "KARAKOL-1", "Karakol")).isEqualTo(Exit.OK);
        var destination = file("moh.yaml", """
                data_sets:
                  - code: MONTHLY
                    title: {en: Monthly}
                    period: month
                    areas: [site]
                    indicators: [{code: CONTACTS}, {code: PRV.1}]
                """);
        assertThat(rig.admin("destination", "map", "--destination", destination, "--metadata", metadata()))
                .isEqualTo(Exit.OK);
        assertThat(MappingReader.read("draft.yaml", rig.printed()).rules()).hasSize(1);
        assertThat(rig.complained())
                .contains(
                        "not matched: the org unit of site:KARAKOL-1",
                        "not matched: MONTHLY: a data element for PRV.1");
    }

    @Test
    void needsItsFiles() throws IOException {
        assertThat(rig.admin("destination", "map")).isEqualTo(Exit.USAGE);
        assertThat(rig.admin("destination", "map", "--who", "--publisher", "N")).isEqualTo(Exit.USAGE);
        var units = file("units.txt", "OSH-1 = nowhere\n");
        assertThat(rig.admin("destination", "map", "--who", "--org-units", units, "--publisher", "N"))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("units.txt:1: ");
        assertThat(rig.admin("destination", "map", "--destination", units)).isEqualTo(Exit.USAGE);
        var broken = file("broken.json", "{\"dataSets\": [");
        assertThat(rig.admin("destination", "map", "--destination", units, "--metadata", broken))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("broken.json: not JSON, or cut off");
        assertThat(rig.admin("destination", "map", "--destination", units, "--metadata", folder + "/none.json"))
                .isEqualTo(Exit.REFUSED);
    }
}
