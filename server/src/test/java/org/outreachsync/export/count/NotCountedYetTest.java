package org.outreachsync.export.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.export.count.TableCounter.Asked;
import org.outreachsync.export.dataset.Coverage;
import org.outreachsync.export.dataset.DataSet;
import org.outreachsync.export.dataset.Frequency;
import org.outreachsync.export.dataset.Item;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.naive.CountingRig;
import org.outreachsync.indicator.naive.Programme;
import org.outreachsync.indicator.naive.Rig;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.targets.Area;

/**
 * Somebody starts an export right after a tablet's batch was acknowledged: its records are in the log, and in no
 * figure.
 */
class NotCountedYetTest {

    private static final Places PLACES =
            site -> List.of(new Places.Place(LocalDate.of(2020, 1, 1), null, "KG", "KG-C", "PUBLIC"));

    private final Programme programme = Programme.of(1);
    private final Rig rig = new Rig();
    private final CountingRig counting = new CountingRig(rig, programme.sites(), PLACES, Entered.NOTHING);
    private final List<Asked> asked = List.of(new Asked(set(), Period.parse("2026Q1")));

    private TableCounter counter(Duration countedWithin) {
        return new TableCounter(counting.indicators, programme::sites, countedWithin);
    }

    @Test
    void anExportDoesNotTellZeroOfRecordsThatWereAcknowledged() {
        rig.play(programme);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> counter(Duration.ofMillis(20)).count(asked))
                .withMessageContaining("not counted yet")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(Code.BUSY));
    }

    @Test
    void itWaitsUntilTheyAreCounted() throws InterruptedException {
        rig.play(programme);
        var background = Thread.startVirtualThread(counting::catchUp);
        assertThat(counter(Duration.ofMinutes(1)).count(asked).getFirst().lines())
                .anyMatch(line -> Objects.requireNonNull(line.numerator()) > 0);
        background.join();
    }

    private static DataSet set() {
        var contacts =
                Objects.requireNonNull(CountingRig.CATALOGUE.definitions().get("CONTACTS"));
        return new DataSet(
                "SET",
                new LocalizedText(Map.of(LocalizedText.ENGLISH, "A data set"), Set.of()),
                Frequency.QUARTER,
                EnumSet.of(Area.Level.SITE),
                Coverage.ALL,
                List.of(new Item(contacts, List.of(), Question.USUAL_AGE_SCHEME)));
    }
}
