package org.outreachsync.export.build;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.outreachsync.config.DataSetLimits;
import org.outreachsync.config.ExportLimits;
import org.outreachsync.export.count.CountedTable;
import org.outreachsync.export.count.TableCounter;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dataset.DataSetReader;
import org.outreachsync.export.safety.SafetyTable;
import org.outreachsync.export.safety.Sensitivities;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.NaiveIndicators;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.targets.Area;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.yaml.YamlFile;

/** Exports of a small random programme, in which nearly every count is small. */
final class ProgrammeExports {

    static final Sensitivities SENSITIVITIES =
            Sensitivities.published(CountingRig.CATALOGUE.measures().keySet());

    private static final LocalDate OPENED = LocalDate.of(2020, 1, 1);
    /** The same ones are asked for every month of every programme. */
    private static final Map<String, DataSet> SETS = new HashMap<>();

    private final Programme programme;
    private final Places places;
    private final TableCounter counter;
    private final Rig rig = new Rig();
    private final CountingRig counting;
    private int sent;

    /** A programme whose sites stay in two regions of one country. */
    ProgrammeExports(Programme programme) {
        this(programme, programme.sends().size());
    }

    /**
     * The same, whose last records come in late.
     *
     * @param first how many batches were sent before
     */
    ProgrammeExports(Programme programme, int first) {
        this.programme = programme;
        places = site -> List.of(new Places.Place(
                OPENED, null, "KG", programme.sites().indexOf(site) % 2 == 0 ? "KG-C" : "KG-O", "PUBLIC"));
        counting = new CountingRig(rig, programme.sites(), places, Entered.NOTHING);
        send(first);
        counter = new TableCounter(counting.indicators, programme::sites, Duration.ZERO);
    }

    /** Sends that many more batches. */
    void send(int batches) {
        for (var send : programme.sends().subList(sent, sent + batches)) {
            rig.send(send, "seed " + programme.seed());
        }
        sent += batches;
        counting.catchUp();
    }

    /** Where its sites are. */
    SafetyTable.Programme programme() {
        return programme(ExportLimits.standard().relatedMax());
    }

    /** The same with another limit of counts that are related because of inclusions. */
    SafetyTable.Programme programme(int relatedMax) {
        var sexes = CodeListReader.published().get("sex");
        return new SafetyTable.Programme(
                places,
                programme.sites(),
                id -> Objects.requireNonNull(sexes.byId(id)).code(),
                CountingRig.CATALOGUE::ageScheme,
                CountingRig.CATALOGUE.inclusions(),
                relatedMax);
    }

    /** The same figures by plain loops. */
    NaiveIndicators naive() {
        return rig.count();
    }

    /** The sites of an area. */
    Set<String> sites(Area area) {
        return programme.sites().stream()
                .filter(site -> switch (area.level()) {
                    case SITE -> site.equals(area.code());
                    case REGION -> places.of(site).getFirst().region().equals(area.code());
                    case COUNTRY -> true;
                })
                .collect(Collectors.toSet());
    }

    /** Counts a data set of these indicators, given as a list in YAML. */
    List<CountedTable> count(String areas, String indicators, Period period) {
        return counter.count(List.of(new Asked(set(areas, indicators), period)));
    }

    /** Counts data sets, each over its own period. */
    List<CountedTable> count(List<Asked> asked) {
        return counter.count(asked);
    }

    /** A data set of what is given as lines in YAML, such as areas and indicators. */
    static DataSet set(String members) {
        return SETS.computeIfAbsent(members, ProgrammeExports::read);
    }

    private static DataSet set(String areas, String indicators) {
        return set("areas: [%s]\nindicators:\n%s".formatted(areas, indicators.indent(2)));
    }

    private static DataSet read(String members) {
        var document = """
                - code: SET
                  title: {en: A data set}
                  period: quarter
                %s""".formatted(members.indent(2));
        return new DataSetReader(CountingRig.CATALOGUE, DataSetLimits.standard())
                .read(YamlFile.parse("sets.yaml", document))
                .getFirst();
    }
}
