package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.SiteDayTally;

/** The examples of docs/indicators-by-hand.md, played through the server. */
class IndicatorsByHandTest {

    private static final Path PAGE = Path.of("..", "docs", "indicators-by-hand.md");
    private static final List<String> SITES = List.of("BISHKEK-1", "OSH-1");
    private static final Map<String, String> PEOPLE = Map.of(
            "Aigul",
            "Ж1990АЙГУ",
            "Bek",
            "М1985БЕАС",
            "Dina",
            "Ж2004ДИЛА",
            "Emil",
            "М1979ЭМСА",
            "Farid",
            "М1982ФАНУ",
            "Gani",
            "М1975ГАНУ");
    private static final Map<String, Tablet> TABLETS = new HashMap<>();
    private static @Nullable CountingRig service;

    /** What the page says was entered. */
    private static final class OnThePage implements Entered {
        @Override
        public @Nullable Figure sizeEstimate(String area, String population, int year) {
            var size = Map.of("PWID", 100, "PWID_OPIOID", 50, "SW", 40, "MSM", 20, "TG", 5)
                    .get(population);
            return area.equals("country:KG") && size != null ? new Figure(size, "2026", 2026, "the page") : null;
        }

        @Override
        public @Nullable Goal target(String area, String indicator, Period period, boolean addsUp) {
            return area.equals("country:KG") && indicator.equals("NALOXONE.TRAINED")
                    ? new Goal(BigDecimal.TEN, Unit.COUNT, period, List.of(), "the page")
                    : null;
        }
    }

    private static List<String[]> rows(String heading) {
        try {
            var page = Files.readString(PAGE);
            var part = page.substring(page.indexOf("## " + heading)).split("\n## ", 2)[0];
            return part.lines()
                    .filter(line -> line.startsWith("| "))
                    .skip(1)
                    .map(line -> Arrays.stream(
                                    line.substring(2, line.length() - 2).split("\\|", -1))
                            .map(String::strip)
                            .toArray(String[]::new))
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @BeforeAll
    static void play() {
        var rig = new Rig();
        for (var row : rows("What was recorded")) {
            var tablet = TABLETS.computeIfAbsent(row[1], site -> new Tablet(SITES.indexOf(site) + 1, site));
            int day = (int) LocalDate.parse(row[0]).toEpochDay();
            var record = WrittenRecord.of(row[2], PEOPLE.getOrDefault(row[3], ""), row[4]);
            if (record instanceof SiteDayTally tally) {
                var id = RecordId.natural(
                        5, row[1], "" + day, "" + tally.getSex(), "" + tally.getAgeBand(), "" + tally.getMode());
                var op = Tablet.with(tablet.op(OpKind.OP_KIND_CREATE, 60_000), tally)
                        .setEnvelope(Envelope.newBuilder().setOccurredOn(day).setProject(1))
                        .setRecordId(ByteString.copyFrom(id.toBytes()));
                tablet.change(id, 0, op);
            } else {
                tablet.create(day, 1, record, 60_000);
            }
            rig.send(tablet.flush(), String.join(" | ", row));
        }
        Places places = site -> List.of(new Places.Place(LocalDate.of(2020, 1, 1), null, "KG", "KG-GB", "PUBLIC"));
        var counting = new CountingRig(rig, SITES, places, new OnThePage());
        counting.catchUp();
        service = counting;
    }

    static Stream<List<String>> examples() {
        return rows("The figures").stream().map(List::of);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isAsThePageSays(List<String> row) {
        if (service == null) {
            throw new IllegalStateException("not played");
        }
        var answer = service.ask(SITES, row.get(0), Map.of("period", row.get(1)));
        assertThat(text(answer.whole().numerator()))
                .as("numerator of %s", row.get(0))
                .isEqualTo(row.get(2));
        assertThat(text(answer.whole().denominator()))
                .as("denominator of %s", row.get(0))
                .isEqualTo(row.get(3));
        var value = answer.value();
        if (row.get(4).isEmpty()) {
            assertThat(value).as("value of %s", row.get(0)).isNull();
        } else {
            assertThat(value == null ? -1 : value.doubleValue())
                    .as("value of %s", row.get(0))
                    .isCloseTo(Double.parseDouble(row.get(4)), within(0.005));
        }
    }

    @Test
    void rowsAreAsThePageSays() {
        var shown = new TreeMap<String, List<String>>();
        rows("The figures row by row")
                .forEach(row -> shown.computeIfAbsent(
                                String.join(" ", row[0], row[1], row[2]), unseen -> new ArrayList<>())
                        .add(String.join(" ", row[3], row[4], row[5])));
        shown.forEach((question, rows) -> {
            var words = question.split(" ", -1);
            var answer =
                    Objects.requireNonNull(service).ask(SITES, words[0], Map.of("period", words[1], "by", words[2]));
            var served = new ArrayList<String>();
            answer.filled()
                    .forEach((group, figure) -> served.add(String.join(
                            " ",
                            text(group.labels().get(words[2])),
                            text(figure.numerator()),
                            text(figure.denominator()))));
            assertThat(served).as(question).containsExactlyInAnyOrderElementsOf(rows);
        });
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    @Test
    void everyIndicatorHasAnExample() {
        var shown = new TreeMap<String, String>();
        rows("The figures").forEach(row -> shown.put(row[0], row[5]));
        assertThat(shown.keySet())
                .containsAll(CountingRig.CATALOGUE.definitions().keySet());
    }
}
