package org.outreachsync.export.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.DataSetLimits;
import org.outreachsync.config.Limits;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dataset.DataSetReader;
import org.outreachsync.export.destination.Destination;
import org.outreachsync.export.destination.DestinationReader;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.export.mapping.Mapping.Part;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.targets.Area;
import org.outreachsync.wire.CodeListReader;

/** The ready mapping is held against the elements and option combos that the package has. */
class WhoPackageTest {

    static final WhoPackage WHO = WhoPackage.read();

    /** The codes of WHO's key populations; those who inject opioids inject drugs. */
    private static final Map<Pattern, Set<Integer>> OF_POPULATIONS = Map.of(
            Pattern.compile("_MSM(_|$)"), Set.of(4),
            Pattern.compile("SEX_WORKERS|_SWs?(_|$)", Pattern.CASE_INSENSITIVE), Set.of(3),
            Pattern.compile("[_ ]TGs(_|$)|_TRANS(_|$)", Pattern.CASE_INSENSITIVE), Set.of(5),
            Pattern.compile("_CS(_|$)|CLOSED_SETTINGS"), Set.of(6),
            Pattern.compile("PWIDS|_PID$|INJECT_DRUGS"), Set.of(1, 9));

    private static final Pattern AGES = Pattern.compile("(\\d+)_(\\d+|MORE)_YEARS(?:_(FEMALE|MALE|OTHER))?(?:_HIV)?");

    static List<DataSet> sets() {
        return new DataSetReader(Mappings.CATALOGUE, DataSetLimits.standard()).read(WHO.dataSets());
    }

    private static Map<String, CSVRecord> elements() {
        return WhoElements.ELEMENTS.stream().collect(Collectors.toMap(row -> row.get("id"), row -> row));
    }

    @Test
    void fitsTheCatalogueAndTheCodeLists() {
        assertThat(MappingReview.problems(WHO.mapping(), sets(), Mappings.CATALOGUE, CodeListReader.published()))
                .isEmpty();
    }

    @Test
    void namesEveryElementOfThePackageOnce() {
        var filled = WHO.mapping().rules().stream()
                .flatMap(rule -> rule.cells().values().stream()
                        .map(key -> key.dataElement().text())
                        .distinct());
        var notFilled = WhoNotFilled.all().stream()
                .map(WhoNotFilled::dataElement)
                .filter(Objects::nonNull)
                .map(Uid::text);
        assertThat(Stream.concat(filled, notFilled))
                .containsExactlyInAnyOrderElementsOf(elements().keySet());
        assertThat(WHO.mapping().rules()).hasSize(70);
        assertThat(WhoNotFilled.all())
                .allSatisfy(one -> {
                    var element = one.dataElement();
                    if (element != null) {
                        var row = Objects.requireNonNull(elements().get(element.text()));
                        assertThat(one.code()).isEqualTo(row.get("code"));
                        assertThat(one.dataSet()).isEqualTo(row.get("data_set"));
                    }
                    assertThat(one.why()).endsWith(".");
                })
                .anySatisfy(one -> assertThat(one.dataSet()).isEqualTo("HIV_AGG_PREV_POPULATION_ESTIMATION"));
    }

    @Test
    void fillsEveryOptionComboOfAnElementOnce() {
        for (var rule : WHO.mapping().rules()) {
            var keys = new HashSet<>(rule.cells().values());
            var element = keys.iterator().next().dataElement();
            var row = Objects.requireNonNull(elements().get(element.text()));
            assertThat(rule.dataSet()).isEqualTo(row.get("data_set"));
            assertThat(keys)
                    .as(row.get("code"))
                    .allSatisfy(key -> assertThat(key.dataElement()).isEqualTo(element))
                    .extracting(key -> key.categoryOptionCombo().text())
                    .containsExactlyInAnyOrderElementsOf(WhoElements.combos(row.get("category_combo")));
        }
    }

    /** The groups of each cell are those of which the code of its option combo tells. */
    @Test
    void putsEveryGroupIntoTheComboOfItsAgeAndGender() {
        var codes = WhoElements.COMBOS.stream().collect(Collectors.toMap(row -> row.get("id"), row -> row.get("code")));
        for (var rule : WHO.mapping().rules()) {
            rule.cells().forEach((groups, key) -> {
                var code = Objects.requireNonNull(
                        codes.get(key.categoryOptionCombo().text()));
                assertThat(comboOf(groups)).as(rule.indicator()).isEqualTo(ofCode(code));
            });
        }
    }

    private static String ofCode(String code) {
        var match = AGES.matcher(code);
        return match.matches()
                ? match.group(1) + "-" + match.group(2) + (match.group(3) == null ? "" : " " + match.group(3))
                : "everybody";
    }

    /** Computed from the groups alone. */
    static String comboOf(SortedMap<Dimension, String> groups) {
        if (groups.isEmpty()) {
            return "everybody";
        }
        var bands = Objects.requireNonNull(groups.get(Dimension.AGE)).split("\\.\\.", -1);
        var from = bands[0].split("_", -1)[1];
        var to = bands[bands.length - 1].split("_", -1)[2].replace("PLUS", "MORE");
        var sex = groups.get(Dimension.SEX);
        return from + "-" + to
                + (sex == null ? "" : " " + (sex.equals("FEMALE") || sex.equals("MALE") ? sex : "OTHER"));
    }

    @Test
    void leavesOutOnlyThoseWhomTheFormDoesNotKnow() {
        for (var rule : WHO.mapping().rules()) {
            assertThat(rule.leftOut())
                    .as(rule.indicator())
                    .allSatisfy(groups -> assertThat(groups.values()).containsAnyOf("UNKNOWN", "AGE_0_4..AGE_10_14"));
        }
    }

    /** Of whom an element is, by the words of its code. */
    private static Set<Integer> populations(String code) {
        var found = new HashSet<Integer>();
        OF_POPULATIONS.forEach((words, populations) -> {
            if (words.matcher(code).find()) {
                found.addAll(populations);
            }
        });
        return found;
    }

    @Test
    void limitsEachElementToTheKeyPopulationInItsCode() {
        int ofOne = 0;
        for (var rule : WHO.mapping().rules()) {
            var element = rule.cells().values().iterator().next().dataElement().text();
            var code = Objects.requireNonNull(elements().get(element)).get("code");
            var named = populations(code);
            var definition =
                    Objects.requireNonNull(Mappings.CATALOGUE.definitions().get(rule.indicator()));
            var only = rule.part() == Part.NUMERATOR ? definition.numeratorOnly() : definition.denominatorOnly();
            if (!code.startsWith("HIV_NSP") && !code.startsWith("HIV_OAMT")) {
                assertThat(only.populations()).as(code).isEqualTo(named);
            }
            ofOne += named.isEmpty() ? 0 : 1;
        }
        assertThat(ofOne).as("seven counts of five populations").isEqualTo(35);
    }

    /** The page says of each element what fills it, or why nothing does. */
    @Test
    void isAsItsPageSays() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "export-dhis2.md"));
        for (var rule : WHO.mapping().rules()) {
            var element = rule.cells().values().iterator().next().dataElement().text();
            var by = rule.by().isEmpty() ? "" : rule.by().contains(Dimension.SEX) ? "age and gender" : "age";
            assertThat(page)
                    .contains("| `"
                            + Objects.requireNonNull(elements().get(element)).get("code") + "` | `"
                            + rule.indicator() + "`, " + rule.part().name().toLowerCase(Locale.ROOT) + " | " + by
                            + " |\n");
        }
        for (var one : WhoNotFilled.all()) {
            assertThat(page)
                    .containsPattern("(?m)^\\| .*`" + Pattern.quote(one.code().isEmpty() ? one.dataSet() : one.code())
                            + "`.* \\| " + Pattern.quote(one.why()) + " \\|$");
        }
    }

    static Destination destination(String text) {
        return new DestinationReader(
                        Mappings.CATALOGUE,
                        new DestinationReader.Formats(Set.of(), MappedFormats.CODES),
                        Limits.standard().channels().destinations())
                .read("who.yaml", text);
    }

    @Test
    void isADestinationOnceItsOrgUnitsAreKnown() {
        var units = new LinkedHashMap<Area, Uid>();
        units.put(Mappings.OSH, new Uid("ouOshSite01"));
        units.put(Mappings.TOKMOK, new Uid("ouTokmokSt1"));
        var text = WHO.destination("WHO-HIV", "Network \"Help\": Osh", units, new Uid("dfltCombo01"));
        var destination = destination(text);
        assertThat(destination.publisher()).isEqualTo("Network \"Help\": Osh");
        assertThat(destination.formats()).containsExactly("dhis2_json");
        assertThat(destination.dataSets()).isEqualTo(sets());
        var mapping = Objects.requireNonNull(destination.mapping());
        assertThat(mapping.orgUnits()).isEqualTo(units);
        assertThat(mapping.defaultCombo()).isEqualTo(new Uid("dfltCombo01"));
        assertThat(mapping.rules()).hasSameSizeAs(WHO.mapping().rules());
    }
}
