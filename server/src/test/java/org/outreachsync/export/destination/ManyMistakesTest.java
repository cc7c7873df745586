package org.outreachsync.export.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.mapping.Mapping;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.keys.Keyring;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.yaml.Mistakes;

/** A person who wrote a document badly hears of everything at once, in the order of the lines. */
class ManyMistakesTest {

    private static final String WRONG = """
            code: gf kg
            title: {ru: Отчёт}
            publisher: A programme
            langauge: ru
            policy: {kind: hide}
            formats: [doc, csv, csv]
            chanel: pull
            data_sets:
              - code: MONTHLY
                title: {en: A month}
                period: week
                areas: [oblast]
                sites: [NOWHERE, OSH-1, NOBODY]
                indicators:
                  - {code: CONTACT}
                  - {code: CONTACTS, by: [height]}
                  - {code: PERSONS_REACHED, age_scheme: under_30}
              - code: QUARTERLY
                period: quarter
                areas: [site]
                indicators: []
            schedule: {cron: often, zone: UTC}
            notify: [nobody]
            """;

    private static final String BAD_MAPPING = """
            code: DONOR
            title: {en: A donor}
            publisher: A programme
            formats: [dhis2_json]
            data_sets:
              - code: MONTHLY
                title: {en: A month}
                period: month
                areas: [site]
                indicators: [{code: CONTACTS}]
            mapping:
              version: none
              default_combo: HllvX50cXC0
              data_sets:
                MONTHLY: {data_set: short}
              org_units:
                "site:OSH-1": g8upMTyEZGZ
                "site:NOWHERE": g8upMTyEZGZ
                "OSH-2": ImspTQPwCqd
              disaggregations:
                sexes: {by: [colour], cells: {RED: HllvX50cXC0}}
              figures:
                - {data_set: MONTHLY, indicator: CONTACTS, data_element: fbf}
                - {data_set: OTHER, indicator: CONTACTS, data_element: fbfJHSPpUQD}
                - {data_set: MONTHLY, indicator: CONTACTS, data_element: fbfJHSPpUQD, disaggregation: sexes}
            """;

    private final Destinations destinations = new Destinations(
            new MemoryStore(),
            Keyring.ephemeral().sealer(),
            new DestinationReader(
                    CountingRig.CATALOGUE,
                    new DestinationReader.Formats(Set.of("csv"), Set.of("dhis2_json")),
                    Limits.standard().channels().destinations()),
            new OneSite(),
            new FakeTime(),
            Limits.standard().channels().destinations());

    /** Surroundings with one site. */
    private static final class OneSite implements Surroundings {

        @Override
        public boolean hasSite(String code) {
            return code.equals("OSH-1");
        }

        @Override
        public void checkRegion(String region) {}

        @Override
        public void checkCountry(String country) {}

        @Override
        public void check(ChannelChoice channel) {}

        @Override
        public List<String> problems(Mapping mapping, List<DataSet> sets) {
            return List.of();
        }

        @Override
        public boolean hasMail() {
            return true;
        }
    }

    private RefusedException refused(String document) {
        try {
            destinations.add("d.yaml", document, "Aida");
        } catch (RefusedException refused) {
            return refused;
        }
        throw new AssertionError("it was not refused");
    }

    @SuppressWarnings("unchecked")
    private static List<String> mistakes(RefusedException refused) {
        var mistakes = (List<String>) Objects.requireNonNull(refused.details().get("mistakes"));
        assertThat(refused).hasMessage(String.join("\n", mistakes));
        return mistakes;
    }

    /** What stands before and after the reason. */
    private static List<String> places(RefusedException refused) {
        return mistakes(refused).stream()
                .map(one -> one.replaceAll("^d\\.yaml:(\\d+):\\d+: (\\S*): .*$", "$1 $2"))
                .toList();
    }

    @Test
    void everyPartIsRead() {
        var refused = refused(WRONG);
        assertThat(places(refused))
                .containsExactly(
                        "1 code",
                        "2 title",
                        "4 langauge",
                        "5 policy.kind",
                        "6 formats[0]",
                        "6 formats[2]",
                        "7 chanel",
                        "11 data_sets[0].period",
                        "12 data_sets[0].areas[0]",
                        "13 data_sets[0].sites[0]",
                        "13 data_sets[0].sites[2]",
                        "15 data_sets[0].indicators[0].code",
                        "16 data_sets[0].indicators[1].by[0]",
                        "17 data_sets[0].indicators[2].age_scheme",
                        "18 data_sets[1]",
                        "21 data_sets[1].indicators",
                        "22 schedule.cron",
                        "23 notify[0]");
        assertThat(refused.details()).containsEntry("line", 1).containsEntry("member", "code");
    }

    @Test
    void everySettingOfAPartIsRead() {
        var refused = refused(WRONG.replaceAll("(?s)policy: .*\\z", """
                policy: {kind: exact, below: none, decision: {by: Aida, on: today, why: no}}
                formats: [csv]
                data_sets:
                  - code: MONTHLY
                    title: {en: A month}
                    period: month
                    areas: [site]
                    indicators: [{code: CONTACTS}]
                schedule: {cron: often, zone: Asia/Frunze2, grace_days: 91, restates: perhaps, day: 1}
                channel: {kind: sftp, port: ssh, user: outreach, credential: "the one"}
                notify: [nobody, a@example.org, a@example.org, 7]
                """));
        assertThat(places(refused))
                .containsExactly(
                        "1 code",
                        "2 title",
                        "4 langauge",
                        "5 policy.below",
                        "5 policy.decision.on",
                        "5 policy.decision.why",
                        "13 schedule.cron",
                        "13 schedule.zone",
                        "13 schedule.grace_days",
                        "13 schedule.restates",
                        "13 schedule.day",
                        "14 channel",
                        "14 channel",
                        "14 channel.port",
                        "14 channel.credential",
                        "15 notify[0]",
                        "15 notify[2]",
                        "15 notify[3]");
    }

    @Test
    void everyPartOfAMappingIsRead() {
        assertThat(places(refused(BAD_MAPPING)))
                .containsExactly(
                        "12 mapping.version",
                        "15 mapping.data_sets.MONTHLY.data_set",
                        "18 mapping.org_units.site:NOWHERE",
                        "18 mapping.org_units.site:NOWHERE",
                        "19 mapping.org_units.OSH-2",
                        "21 mapping.disaggregations.sexes.by[0]",
                        "23 mapping.figures[0].data_element",
                        "24 mapping.figures[1].data_set");
    }

    @Test
    void asManyAreTold() {
        var items = IntStream.range(0, 150)
                .mapToObj(at -> "{code: NONE-" + at + "}")
                .collect(Collectors.joining(", "));
        var told = mistakes(refused(
                WRONG.replace("{code: CONTACT}", "{code: CONTACT}\n      - " + items.replace("}, {", "}\n      - {"))));
        assertThat(told).hasSize(Mistakes.MAX + 1).endsWith("There are more mistakes; correct these first.");
    }

    @Test
    void oneIsToldAsBefore() {
        var refused = refused(WRONG.replaceAll("(?s)\\Acode.*\\z", "code: A"));
        assertThat(mistakes(refused)).hasSize(4).first().isEqualTo("d.yaml:1:1: \"title\" is missing");
    }
}
