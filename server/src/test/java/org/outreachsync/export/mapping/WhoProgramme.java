package org.outreachsync.export.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.build.GroupNames;
import org.outreachsync.export.build.Preparation;
import org.outreachsync.export.build.Preparation.Prepared;
import org.outreachsync.export.count.CountedLine;
import org.outreachsync.export.count.TableCounter;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dhis2.Push;
import org.outreachsync.export.dhis2.Uid;
import org.outreachsync.export.mapping.Mapping.Part;
import org.outreachsync.export.mapping.Mapping.Rule;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.targets.Area;
import org.outreachsync.wire.CodeListReader;

/** A seeded programme that reports the WHO package through the ready mapping. */
public final class WhoProgramme {

    private static final LocalDate OPENED = LocalDate.of(2020, 1, 1);

    private static final Places PLACES = site -> List.of(new Places.Place(OPENED, null, "KG", "KG-C", "PUBLIC"));

    private final Programme programme;
    private final CountingRig counting;

    private WhoProgramme(Programme programme, CountingRig counting) {
        this.programme = programme;
        this.counting = counting;
    }

    /** The data sets of the package, with a period of each. */
    public static Map<DataSet, Period> reports() {
        var reports = new LinkedHashMap<DataSet, Period>();
        for (var set : WhoPackageTest.sets()) {
            reports.put(set, Period.parse(set.code().endsWith("MONTHLY") ? "202602" : "2025"));
        }
        return reports;
    }

    /** The sites. */
    public List<String> sites() {
        return programme.sites();
    }

    /** What is pushed for a period if everything is told. */
    public List<Push> pushes(DataSet set, Period period) {
        return pushes(table(set, period));
    }

    List<Push> pushes(ExportTable table) {
        var mapped = Mapper.map(mapping(), table);
        assertThat(mapped).isInstanceOf(Mapped.Complete.class);
        return ((Mapped.Complete) mapped).pushes();
    }

    /** The export of a period as the destination of the package asks for it, with small counts left out. */
    Prepared prepared(DataSet set, Period period) {
        var text =
                WhoPackageTest.WHO.destination("WHO", "A programme", mapping().orgUnits(), WhoPackage.DEFAULT_COMBO);
        var destination = WhoPackageTest.destination(text);
        var sexes = CodeListReader.published().get("sex");
        var preparation = new Preparation(
                new TableCounter(counting.indicators, programme::sites, Duration.ZERO),
                Sensitivities.published(CountingRig.CATALOGUE.measures().keySet()),
                () -> new SafetyTable.Programme(
                        PLACES,
                        programme.sites(),
                        id -> Objects.requireNonNull(sexes.byId(id)).code(),
                        CountingRig.CATALOGUE::ageScheme,
                        CountingRig.CATALOGUE.inclusions(),
                        ExportLimits.standard().relatedMax()),
                new GroupNames(CodeListReader.published(), site -> Optional.empty()),
                "a secret of the programme".getBytes(StandardCharsets.UTF_8));
        return preparation.of(
                destination, List.of(new Preparation.Due(set, period, 1)), Preparation.Known.NOTHING, Instant.EPOCH);
    }

    /** The groups whose combo a cell of the package has, such as "15-19 FEMALE". */
    public static String comboOf(SortedMap<Dimension, String> groups) {
        return WhoPackageTest.comboOf(groups);
    }

    /** The programme of a seed. */
    public static WhoProgramme of(long seed) {
        var programme = Programme.of(seed);
        var rig = new Rig();
        var counting = new CountingRig(rig, programme.sites(), PLACES, Entered.NOTHING);
        rig.play(programme);
        counting.catchUp();
        return new WhoProgramme(programme, counting);
    }

    /** The ready mapping, with an org unit for each site. */
    public Mapping mapping() {
        var units = new LinkedHashMap<Area, Uid>();
        for (var site : programme.sites()) {
            units.put(new Area(Area.Level.SITE, site), unit(site));
        }
        var who = WhoPackageTest.WHO.mapping();
        return new Mapping(1, who.defaultCombo(), who.dataSets(), units, who.rules());
    }

    /** The org unit of a site. */
    public Uid unit(String site) {
        return new Uid("ouOfSiteNo" + programme.sites().indexOf(site));
    }

    private ExportTable table(DataSet set, Period period) {
        var counted = new TableCounter(counting.indicators, programme::sites, Duration.ZERO)
                .count(List.of(new Asked(set, period)))
                .getFirst();
        var head = new ExportTable.Head(
                "Network",
                "WHO-HIV",
                set.code(),
                set.title(),
                period,
                1,
                Instant.EPOCH,
                false,
                set.title(),
                LocalizedText.ENGLISH);
        return new ExportTable(
                head,
                new TreeMap<>(),
                counted.lines().stream().map(WhoProgramme::exact).toList());
    }

    private static Line exact(CountedLine line) {
        var numerator = line.numerator();
        var denominator = line.denominator();
        return new Line(
                line.definition(),
                line.area(),
                line.period(),
                line.groups(),
                numerator == null ? null : new Told.Exact(numerator),
                denominator == null ? null : new Line.Denominator(new Told.Exact(denominator), null),
                null);
    }

    /** What the managers' API answers for the option combos of a rule, by the ages and gender in their codes. */
    public Map<String, Long> answer(String site, Rule rule, DataSet set, Period period) {
        var item = set.items().stream()
                .filter(one -> one.definition().code().equals(rule.indicator()))
                .findAny()
                .orElseThrow();
        var parameters = new HashMap<>(Map.of("period", period.text(), "sites", site));
        if (!rule.by().isEmpty()) {
            parameters.put("by", rule.by().stream().map(Dimension::word).collect(Collectors.joining(",")));
            parameters.put("age_scheme", item.ageScheme());
        }
        var served = counting.ask(programme.sites(), rule.indicator(), parameters);
        if (rule.by().isEmpty()) {
            var whole = served.whole();
            return Map.of("everybody", number(rule, whole.numerator(), whole.denominator()));
        }
        var sums = new HashMap<String, Long>();
        served.answer().rows().forEach(row -> {
            var denominator = row.figures().denominator();
            if (!rule.leavesOut(row.labels())) {
                sums.merge(
                        WhoPackageTest.comboOf(row.labels()),
                        number(rule, row.figures().numerator(), denominator == null ? null : denominator.value()),
                        Long::sum);
            }
        });
        return sums;
    }

    private static long number(Rule rule, @Nullable Long numerator, @Nullable Long denominator) {
        return Objects.requireNonNull(rule.part() == Part.NUMERATOR ? numerator : denominator);
    }
}
