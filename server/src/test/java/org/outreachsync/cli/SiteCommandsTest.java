package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteCommandsTest {

    @TempDir
    private Path folder;

    private CommandRig rig;

    @BeforeEach
    void open() {
        rig = new CommandRig(folder);
        assertThat(rig.admin("init")).isEqualTo(Exit.OK);
    }

    @Test
    void addsMovesAndClosesSites() {
        assertThat(rig.admin("site", "add", "NARYN", "Naryn")).isEqualTo(Exit.OK);
        assertThat(rig.admin("site", "add", "OSH-1", "Osh", "--country", "KG", "--region", "KG-O", "--project", "1"))
                .isEqualTo(Exit.OK);
        assertThat(rig.admin("site", "list")).isEqualTo(Exit.OK);
        assertThat(rig.printed()).containsPattern("NARYN +- +- +Naryn").containsPattern("OSH-1 +KG KG-O OTHER +1 +Osh");
        assertThat(rig.complained()).containsPattern("CODE +PLACED TODAY +FUNDING SOURCE +NAME");

        var place =
                "site place OSH-1 --from 2020-01-01 --country TJ --region TJ-SU --provider COMMUNITY_LED".split(" ");
        assertThat(rig.admin(place)).isEqualTo(Exit.OK);
        assertThat(rig.printed()).isEqualToIgnoringNewLines("placed OSH-1 in TJ TJ-SU COMMUNITY_LED from 2020-01-01");
        assertThat(rig.admin(place)).isEqualTo(Exit.OK);
        assertThat(rig.printed())
                .isEqualToIgnoringNewLines("nothing changed: OSH-1 is in TJ TJ-SU COMMUNITY_LED from 2020-01-01");
        rig.admin("site", "list");
        assertThat(rig.printed()).containsPattern("OSH-1 +TJ TJ-SU COMMUNITY_LED +- +Osh");

        assertThat(rig.admin("site", "close", "OSH-1", "--on", "2021-01-01")).isEqualTo(Exit.OK);
        assertThat(rig.printed()).isEqualToIgnoringNewLines("closed OSH-1 on 2021-01-01");
        rig.admin("site", "list");
        assertThat(rig.printed()).containsPattern("OSH-1 +closed +- +Osh");
        assertThat(rig.admin("site", "close", "OSH-1", "--on", "2021-01-01")).isEqualTo(Exit.OK);
        assertThat(rig.printed()).isEqualToIgnoringNewLines("nothing changed: OSH-1 is closed on 2021-01-01");
        assertThat(rig.admin("site", "close", "OSH-1", "--on", "2021-02-01")).isEqualTo(Exit.OK);
        assertThat(rig.printed()).isEqualToIgnoringNewLines("closed OSH-1 on 2021-02-01");
        rig.admin("site", "place", "OSH-1", "--from", "2021-01-15", "--country", "KG", "--region", "KG-GO");
        assertThat(rig.printed()).contains("KG KG-GO OTHER from 2021-01-15, closed on 2021-02-01 as before");
        rig.admin("site", "close", "OSH-1", "--on", "2099-01-01");
        rig.admin("site", "list");
        assertThat(rig.printed()).containsPattern("OSH-1 +KG KG-GO OTHER +- +Osh \\(closes on 2099-01-01\\)");
    }

    @Test
    void saysWhyItRefuses() {
        assertThat(rig.admin("site", "add", "OSH-1", "Osh", "--country", "XX", "--region", "KG-O"))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("ISO 3166-1");
        assertThat(rig.admin("site", "add", "OSH-1", "Osh", "--country", "KG")).isEqualTo(Exit.USAGE);
        assertThat(rig.complained()).contains("--region is missing");
        assertThat(rig.admin("site", "add", "OSH-1", "Osh", "--country", "")).isEqualTo(Exit.USAGE);
        assertThat(rig.complained()).contains("--country needs a value");
        assertThat(rig.admin("site", "add", "OSH-1", "Osh", "--from", "2026-01-01"))
                .isEqualTo(Exit.USAGE);
        assertThat(rig.admin("site", "place", "OSH-1", "--country", "KG", "--region", "KG-O"))
                .isEqualTo(Exit.USAGE);
        assertThat(rig.complained()).contains("--from is missing");
        assertThat(rig.admin("site", "place", "OSH-1", "--from", "2026-01-01", "--country", "KG", "--region", "KG-O"))
                .isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("no such site");
        assertThat(rig.admin("site", "close", "OSH-1")).isEqualTo(Exit.USAGE);
        assertThat(rig.admin("site", "close", "OSH-1", "--on", "+12026-01-01")).isEqualTo(Exit.REFUSED);
        assertThat(rig.complained()).contains("written like 2026-01-31");
        assertThat(rig.admin("site", "close", "OSH-1", "--on", "yesterday")).isEqualTo(Exit.REFUSED);
        assertThat(rig.complained())
                .contains("The date \"on\" must be a day of the calendar, written like 2026-01-31.");
        assertThat(rig.admin("--help")).isEqualTo(Exit.OK);
        assertThat(rig.printed()).contains("site place CODE --from DATE");
    }
}
