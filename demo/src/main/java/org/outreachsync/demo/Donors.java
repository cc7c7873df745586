package org.outreachsync.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.outreachsync.demo.Delivered.Signature;

/**
 * Two recipients of the year's figures: a donor that fetches files with a key, and a ministry whose DHIS2 gets them.
 * Everything is set up over HTTP, as an admin would.
 */
final class Donors {

    /** The category option combo of DHIS2 for "not disaggregated". */
    static final String DEFAULT_COMBO = "HllvX50cXC0";

    private static final String FORM = "demoFormAA1";
    private static final Map<String, String> UNITS = new TreeMap<>(Map.of(
            "BISHKEK-1", "demoUnitBi1",
            "BISHKEK-2", "demoUnitBi2",
            "BISHKEK-OST", "demoUnitBi3",
            "BISHKEK-W", "demoUnitBi4",
            "CHUY-PRISON", "demoUnitCh1",
            "OSH-1", "demoUnitOs1",
            "OSH-PHARMACY", "demoUnitOs2"));
    private static final Map<String, String> ELEMENTS = new TreeMap<>(Map.of(
            "CONTACTS", "demoElemCo1",
            "PERSONS_REACHED", "demoElemPe1",
            "SYRINGES_DISTRIBUTED", "demoElemSy1",
            "WOMEN_VISITS", "demoElemWo1"));
    private static final Map<String, String> SEXES =
            new TreeMap<>(Map.of("FEMALE", "demoCombFe1", "MALE", "demoCombMa1"));
    private static final List<String> OTHER_SEXES = List.of("TRANSGENDER_WOMAN", "TRANSGENDER_MAN", "OTHER", "UNKNOWN");
    /** Not the code of docs/examples/destination.yaml, which people add beside it. */
    private static final String MINISTRY = "MINISTRY-DHIS2";

    private static final String ELEMENT_BY_SEX = "demoElemPe2";
    private static final String BY_SEX = "PERSONS_REACHED";

    private final Office office;

    Donors(Office office) {
        this.office = office;
    }

    /** Sets both up, and has the year reported to them. */
    Delivered report(Path folder) throws IOException, InterruptedException {
        try (var ministry = new Ministry()) {
            office.addDestination(donor());
            office.addDestination(ministry(ministry.address()));
            office.saveCredential(
                    MINISTRY,
                    "dhis2",
                    new JsonObject()
                            .put("kind", "basic")
                            .put("user", Ministry.USER)
                            .put("password", Ministry.PASSWORD));
            var key = office.donorKey("DONOR");
            var toDonor = office.export("DONOR");
            var toMinistry = office.export(MINISTRY);
            office.delivered(toDonor);
            var files = office.fetch(key, toDonor, Files.createDirectory(folder.resolve("donor")));
            var manifest = office.manifest(office.delivered(toMinistry));
            return Delivered.compared(files, signature(folder, files), answers(), leftOut(manifest), ministry.held());
        }
    }

    private static JsonObject donor() {
        return destination("DONOR", "Donor")
                .put("formats", new JsonArray().add("csv").add("xlsx").add("pdf"))
                .put("channel", "pull");
    }

    private static JsonObject ministry(String address) {
        var units = new JsonObject();
        UNITS.forEach((site, unit) -> units.put("site:" + site, unit));
        var figures = new JsonArray();
        ELEMENTS.forEach((indicator, element) -> figures.add(new JsonObject()
                .put("data_set", "YEAR")
                .put("indicator", indicator)
                .put("data_element", element)));
        var cells = new JsonObject();
        SEXES.forEach(cells::put);
        figures.add(new JsonObject()
                .put("data_set", "YEAR")
                .put("indicator", BY_SEX)
                .put("data_element", ELEMENT_BY_SEX)
                .put("by", new JsonArray().add("sex"))
                .put("cells", cells)
                .put("left_out", new JsonArray(OTHER_SEXES)));
        return destination(MINISTRY, "Ministry of Health")
                .put("formats", new JsonArray().add("dhis2_json"))
                .put(
                        "channel",
                        new JsonObject()
                                .put("kind", "dhis2")
                                .put("url", address)
                                .put("credential", "dhis2")
                                .put("atomic", true))
                .put(
                        "mapping",
                        new JsonObject()
                                .put("version", 1)
                                .put("default_combo", DEFAULT_COMBO)
                                .put("data_sets", new JsonObject().put("YEAR", new JsonObject().put("data_set", FORM)))
                                .put("org_units", units)
                                .put("figures", figures));
    }

    private static JsonObject destination(String code, String title) {
        return destination(code, title, year());
    }

    /** A destination that gets exact figures, less those that are left out. It has no format yet. */
    static JsonObject destination(String code, String title, JsonObject dataSet) {
        return new JsonObject()
                .put("code", code)
                .put("title", new JsonObject().put("en", title))
                .put("publisher", "Demo programme")
                .put("policy", new JsonObject().put("kind", "suppress"))
                .put("data_sets", new JsonArray().add(dataSet));
    }

    private static JsonObject year() {
        var indicators = new JsonArray();
        ELEMENTS.keySet().forEach(indicator -> {
            var one = new JsonObject().put("code", indicator);
            indicators.add(indicator.equals(BY_SEX) ? one.put("by", new JsonArray().add("sex")) : one);
        });
        return new JsonObject()
                .put("code", "YEAR")
                .put("title", new JsonObject().put("en", "Year"))
                .put("period", "year")
                .put("areas", new JsonArray().add("site"))
                .put("country", Year.COUNTRY)
                .put("indicators", indicators);
    }

    /** What the indicators answer for each cell of the form. */
    private Map<Cell, Long> answers() throws IOException, InterruptedException {
        var answers = new LinkedHashMap<Cell, Long>();
        for (var element : ELEMENTS.entrySet()) {
            var indicator = element.getKey();
            for (var row : rows(indicator, "site")) {
                answers.put(cell(row.getString("site"), element.getValue(), DEFAULT_COMBO), row.getLong("numerator"));
            }
            for (var row : indicator.equals(BY_SEX) ? rows(indicator, "site,sex") : List.<JsonObject>of()) {
                var combo = SEXES.get(row.getString("sex"));
                if (combo != null) {
                    answers.put(cell(row.getString("site"), ELEMENT_BY_SEX, combo), row.getLong("numerator"));
                }
            }
        }
        return answers;
    }

    private List<JsonObject> rows(String indicator, String by) throws IOException, InterruptedException {
        var query = "period=" + Year.YEAR + "&country=" + Year.COUNTRY + "&by=" + by;
        return office.indicator(indicator, query).getJsonArray("by").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    /** The cells of the form that the programme says it left out. */
    private static Set<Cell> leftOut(JsonObject manifest) {
        var cells = new HashSet<Cell>();
        for (var one : manifest.getJsonObject("protection").getJsonArray("not_told")) {
            var figure = (JsonObject) one;
            var indicator = figure.getString("indicator");
            var sex = figure.getJsonObject("groups").getString("sex");
            var site = figure.getString("area").substring("site:".length());
            if (sex == null) {
                cells.add(cell(site, element(indicator), DEFAULT_COMBO));
                continue;
            }
            var combo = SEXES.get(sex);
            if (combo != null) {
                cells.add(cell(site, ELEMENT_BY_SEX, combo));
            }
        }
        return cells;
    }

    private static String element(String indicator) {
        return Objects.requireNonNull(ELEMENTS.get(indicator), indicator);
    }

    private static Cell cell(String site, String element, String combo) {
        var unit = Objects.requireNonNull(UNITS.get(site), site);
        return new Cell(FORM, unit, Integer.toString(Year.YEAR), element, combo);
    }

    /** Checks the manifest as a donor would, with OpenSSH. */
    private Signature signature(Path folder, List<Path> files) throws IOException, InterruptedException {
        var manifest = files.stream()
                .filter(file -> file.toString().endsWith("_manifest.json"))
                .findAny()
                .orElseThrow();
        var signers = Files.writeString(folder.resolve("allowed_signers"), office.signers());
        try {
            var check = new ProcessBuilder(
                            "ssh-keygen",
                            "-Y",
                            "verify",
                            "-f",
                            signers.toString(),
                            "-I",
                            "outreach-exports",
                            "-n",
                            "outreach-export",
                            "-s",
                            manifest + ".sig")
                    .redirectInput(manifest.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return check.waitFor() == 0 ? Signature.GOOD : Signature.BAD;
        } catch (IOException notInstalled) {
            return Signature.UNCHECKED;
        }
    }
}
