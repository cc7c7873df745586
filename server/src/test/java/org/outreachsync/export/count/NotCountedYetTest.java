package org.outreachsync.export.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final AtomicInteger pauses = new AtomicInteger();

    private TableCounter counter(Runnable meanwhile) {
        return new TableCounter(counting.indicators, programme::sites, 25, () -> {
            pauses.incrementAndGet();
            meanwhile.run();
        });
    }

    @Test
    void anExportDoesNotTellZeroOfRecordsThatWereAcknowledged() {
        rig.play(programme);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> counter(() -> {}).count(asked))
                .withMessageContaining("not counted yet")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(Code.BUSY));
    }

    @Test
    void itWaitsUntilTheyAreCounted() {
        rig.play(programme);
        assertThat(counter(counting::catchUp).count(asked).getFirst().lines())
                .anyMatch(line -> Objects.requireNonNull(line.numerator()) > 0);
        assertThat(pauses).hasValue(1);
        counter(counting::catchUp).count(asked);
        assertThat(pauses).as("nothing came in").hasValue(1);
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
