package org.outreachsync.indicator.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.identity.Secrets;
import org.outreachsync.identity.Sites;
import org.outreachsync.indicator.Period;
import org.outreachsync.indicator.Unit;
import org.outreachsync.keys.Keyring;
import org.outreachsync.rig.FakeTime;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.targets.Amount;
import org.outreachsync.targets.Area;
import org.outreachsync.targets.Subject;
import org.outreachsync.targets.Targets;
import org.outreachsync.wire.CodeListReader;

/** What people entered, as answers get it. */
class EnteredTargetsTest {

    private static final String OSH = "region:KG-O";
    private static final String REACHED = "PERSONS_REACHED";

    private final Targets targets = targets();

    private static Targets targets() {
        var store = new MemoryStore();
        var sealer = Keyring.ephemeral().sealer();
        var time = new FakeTime();
        var limits = Limits.standard();
        var sites = new Sites(store, sealer, time, (country, region) -> {}, limits.identities());
        var known = new Targets.Known(
                sites, CodeListReader.published(), Map.of(REACHED, Set.of(Unit.COUNT)), Set.of(), Set.of());
        return new Targets(store, sealer, new Secrets(new SecureRandom()), time, known, limits.targets());
    }

    private EnteredTargets entered() {
        return new EnteredTargets(targets.book());
    }

    @Test
    void anEstimateAppliesFromItsYearOnUntilThereIsALaterOne() {
        targets.add(Subject.size(Area.of(OSH), "PWID", 2024), Amount.count(900), "survey 2024");
        targets.add(Subject.size(Area.of(OSH), "PWID", 2026), Amount.count(700), "survey 2026");

        assertThat(entered().sizeEstimate(OSH, "PWID", 2023)).isNull();
        var found = Objects.requireNonNull(entered().sizeEstimate(OSH, "PWID", 2025));
        assertThat(found.value()).isEqualTo(900);
        assertThat(found.year())
                .as("the year of the estimate, not of the question")
                .isEqualTo(2024);
        assertThat(found.source()).isEqualTo("survey 2024");
        assertThat(Objects.requireNonNull(entered().sizeEstimate(OSH, "PWID", 2026))
                        .value())
                .isEqualTo(700);
    }

    @Test
    void targetsOfHalfYearsMakeUpAYearOnlyOfWhatAddsUp() {
        target("2026S1", 300, "plan A");
        target("2026S2", 500, "plan B");
        var year = Period.parse("2026");

        assertThat(entered().target(OSH, REACHED, year, false)).isNull();
        var sum = Objects.requireNonNull(entered().target(OSH, REACHED, year, true));
        assertThat(sum.value()).isEqualByComparingTo(BigDecimal.valueOf(800));
        assertThat(sum.parts()).containsExactly("2026S1", "2026S2");
        assertThat(sum.source()).isEqualTo("plan A; plan B");
    }

    @Test
    void theTargetOfTheYearItselfComesBeforeTheSumOfItsParts() {
        target("2026S1", 300, "plan A");
        target("2026S2", 500, "plan B");
        target("2026", 1_000, "grant");

        var goal = Objects.requireNonNull(entered().target(OSH, REACHED, Period.parse("2026"), true));

        assertThat(goal.value()).isEqualByComparingTo(BigDecimal.valueOf(1_000));
        assertThat(goal.parts()).isEmpty();
    }

    /** An answer is cached under the state. */
    @Test
    void theStateDiffersAfterEachEntry() {
        var before = entered().state();
        target("2026", 1_000, "grant");

        assertThat(entered().state()).isNotEqualTo(before);
    }

    private void target(String period, long count, String source) {
        targets.add(Subject.target(REACHED, Area.of(OSH), Period.parse(period)), Amount.count(count), source);
    }
}
