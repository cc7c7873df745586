package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.recount.CorrectingTablet.SITE;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.question.Entered;
import org.outreachsync.keys.Keyring;
import org.outreachsync.recount.CorrectingTablet;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.WatchedStore;
import org.outreachsync.store.memory.MemoryStore;

/** How far sites are counted is read again whenever anything was written, and only then. */
class UnchangedStoreTest {

    private static final String OTHER = "OSH-2";

    private final MemoryStore store = new MemoryStore();
    private final Keyring keys = Keyring.ephemeral();
    private final Rig server = new Rig(store, keys);
    private final CountingRig counting = rig(server);
    private final CorrectingTablet tablet = new CorrectingTablet(server);
    private final CountingRig asked = rig(new Rig(new WatchedStore(store, this::read), keys));

    private Runnable whileMarksAreRead = () -> {};
    private int reads;

    private static CountingRig rig(Rig over) {
        return new CountingRig(over, List.of(SITE, OTHER), site -> List.of(), Entered.NOTHING);
    }

    private void read(Table table, Object ids) {
        if (table.equals(Tables.WATERMARKS)) {
            reads++;
            whileMarksAreRead.run();
        }
    }

    private void upload(int own) {
        tablet.create(own, own);
        counting.catchUp();
    }

    private @Nullable Long persons() {
        return asked.ask(List.of(SITE), "PERSONS_REACHED", Map.of("period", "2026"))
                .numerator();
    }

    @Test
    void marksAreReadOnceUntilSomethingIsWritten() {
        upload(1);
        assertThat(persons()).isEqualTo(1);
        int before = reads;

        assertThat(persons()).isEqualTo(1);
        assertThat(reads).as("nothing was written").isEqualTo(before);

        upload(2);
        assertThat(persons()).isEqualTo(2);
        assertThat(reads).isGreaterThan(before);
    }

    @Test
    void marksOfOtherSitesAreNotTakenForThose() {
        upload(1);
        asked.cube.refresh(List.of(OTHER));

        assertThat(asked.cube.<Set<String>>ask(
                        List.of(SITE), progress -> Set.copyOf(progress.marks().keySet())))
                .containsExactly(SITE);
        assertThat(persons()).isEqualTo(1);
    }

    @Test
    void whatIsWrittenWhileMarksAreReadIsInTheNextAnswer() {
        upload(1);
        assertThat(persons()).isEqualTo(1);
        tablet.create(2, 2);
        whileMarksAreRead = () -> {
            whileMarksAreRead = () -> {};
            upload(3);
        };
        persons();

        assertThat(persons()).isEqualTo(3);
    }
}
