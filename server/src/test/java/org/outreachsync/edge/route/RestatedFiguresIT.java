package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.outreachsync.rig.SocketTablet;

/**
 * A site reports nothing, then eight men and two women come in late. The two women must not become known, so either the
 * eight men or the total of ten are not told; which of them depends on the programme's secret. A recipient must not
 * take the old figures for counted ones.
 */
class RestatedFiguresIT {

    private static final String AGAIN = "FUND.MONTHLY.202603.2";
    /** The sexes. */
    private static final int GROUPS = 6;

    private static final String NAME = "FUND_MONTHLY_202603_r2";
    private static final String FUND = """
            code: FUND
            title: {en: A fund}
            publisher: Harm reduction programme
            language: ru
            policy: {kind: suppress}
            formats: [csv, xlsx, pdf]
            data_sets:
              - code: MONTHLY
                title: {en: Monthly report}
                period: month
                areas: [site]
                sites: [OSH-2]
                indicators: [{code: PERSONS_REACHED, by: [sex]}]
            """;

    @TempDir
    private Path data;

    private ExportRig exports;

    @BeforeEach
    void start() throws IOException {
        exports = new ExportRig(data);
        exports.rig.server.identities().sites().add("OSH-2", "Osh");
        exports.rig.place(exports.admin, "OSH-2", "KG-O");
        assertThat(DestinationDocuments.add(exports.rig, exports.admin, FUND).status())
                .isEqualTo(201);
        exports.start("FUND", "202603");
        exports.tick();
    }

    @AfterEach
    void stop() {
        exports.close();
    }

    private String file(String end) throws IOException {
        return ExportRig.text(exports.send("GET", "/v1/exports/" + AGAIN + "/files/" + NAME + end, exports.admin));
    }

    private static List<String> everybodyThenBySex(String csv) {
        var figures = new ArrayList<String>();
        for (var sex : List.of("_T", "FEMALE", "MALE")) {
            csv.lines()
                    .filter(line -> line.startsWith("PERSONS_REACHED,") && line.contains("," + sex + ","))
                    .map(line -> sex + " " + line.replaceAll("^.*,COUNT,(\\d*),([a-z_ ]*),.*$", "$1 $2"))
                    .forEach(figures::add);
        }
        return figures;
    }

    @Test
    void whatIsAsInTheReportBeforeIsMarkedInEveryFile() throws IOException {
        var tablet = new SocketTablet(exports.rig, "OSH-2");
        tablet.exchanges(Stream.concat(
                        Stream.of("Ж1971АЙГУ", "Ж1972АЙГУ"),
                        Stream.iterate(1973, year -> year < 1981, year -> year + 1)
                                .map(year -> "М" + year + "АЙГУ"))
                .toList());
        var dryRun = exports.send("POST", "/v1/destinations/FUND/dry-run?period=202603", exports.admin)
                .json()
                .getJsonArray("data_sets")
                .getJsonObject(0);
        assertThat(dryRun.getInteger("as_told_lines")).isEqualTo(GROUPS);
        assertThat(dryRun.getJsonArray("table").encode())
                .containsPattern("\"told\":\"exact\",\"value\":(8|10)\\}")
                .contains("{\"told\":\"exact\",\"value\":0,\"as_told\":true}");

        exports.start("FUND", "202603");
        var entry = exports.send("POST", "/v1/exports/" + AGAIN + "/approve", exports.admin);
        assertThat(entry.status()).isEqualTo(200);
        assertThat(everybodyThenBySex(file(".csv")))
                .isIn(
                        List.of("_T 10 exact", "FEMALE 0 as_told", "MALE 0 as_told"),
                        List.of("_T 0 as_told", "FEMALE 0 as_told", "MALE 8 exact"));
        var manifest = new JsonObject(file("_manifest.json"));
        var asTold = manifest.getJsonObject("protection").getJsonObject("as_told");
        assertThat(asTold.getInteger("lines")).isEqualTo(GROUPS);
        assertThat(asTold.getString("why")).startsWith("Как в одном из прежних отчётов");
        assertThat(asTold.getJsonArray("counted_anew"))
                .singleElement()
                .satisfies(figure -> assertThat(figure.toString())
                        .contains("PERSONS_REACHED", "site:OSH-2")
                        .containsPattern("\"groups\":\\{(\"sex\":\"MALE\")?}"));
        assertThat(exports.send("GET", "/v1/exports/" + AGAIN, exports.admin)
                        .json()
                        .getInteger("as_told_lines"))
                .isEqualTo(GROUPS);
    }
}
