package org.outreachsync.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Things;

/** A command was done, and its answer did not arrive; the real driver sends it again. */
class LostRepliesIT {

    private static final MongoLimits QUICK = new MongoLimits(4, Duration.ofSeconds(1), Duration.ofSeconds(4));
    private static final String THINGS = Things.TABLE.name();

    private final WireStandIn server = new WireStandIn();
    private final WireFaults faults = server.faults();
    private final MongoStore store = new MongoStore(server.uri("outreach"), Things.TABLES, QUICK);

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    @Test
    void anInsertThatWasDoneIsDone() {
        faults.next("insert", THINGS, WireFaults.lostReply());
        assertThatCode(() -> store.insert(Things.TABLE, Things.thing("a", 1))).doesNotThrowAnyException();
        assertThat(store.get(Things.TABLE, List.of("a"))).hasSize(1);
    }

    @Test
    void anInsertThatIsDoneAgainFindsItselfAndIsNoDuplicate() {
        faults.forget();
        faults.next("insert", THINGS, WireFaults.lostReply());
        assertThatCode(() -> store.insert(Things.TABLE, Things.thing("a", 1))).doesNotThrowAnyException();
    }

    @Test
    void anInsertOfTheSameContentByAnotherIsOne() {
        faults.forget();
        store.insert(Things.TABLE, Things.thing("a", 1));
        faults.next("insert", THINGS, WireFaults.lostReply());
        assertThatThrownBy(() -> store.insert(Things.TABLE, Things.thing("a", 1)))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void aReplacementThatIsDoneAgainFindsItselfAndIsWritten() {
        store.insert(Things.TABLE, Things.thing("b", 2));
        faults.forget();
        faults.next("update", THINGS, WireFaults.lostReply());
        assertThat(store.replaceIfNewer(
                        Things.TABLE, List.of(Things.thing("a", 1), Things.thing("b", 2), Things.thing("c", 1))))
                .containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void aReadOfManyIsOneCommandSoThatOneLostReplyIsReadAgain() {
        var ids = List.of("a", "b", "c");
        ids.forEach(id -> store.insert(Things.TABLE, Things.thing(id, 1, "name", "one")));
        faults.next("find", THINGS, WireFaults.lostReply());
        assertThat(store.get(Things.TABLE, ids)).hasSize(3);

        var commands = faults.during(() -> store.get(Things.TABLE, ids));
        assertThat(commands)
                .extracting(command -> command.keySet().iterator().next())
                .containsExactly("find");
        assertThat(commands.getFirst()).containsEntry("limit", 4).containsEntry("batchSize", 5);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {WireFaults.NOT_WRITABLE_PRIMARY, WireFaults.SHUTDOWN_IN_PROGRESS, WireFaults.EXCEEDED_TIME_LIMIT})
    void aWriteThatAMemberRefusedIsSentToItsSuccessor(int code) {
        faults.next("insert", THINGS, WireFaults.refused(code));
        store.insert(Things.TABLE, Things.thing("a", 1));
        assertThat(store.get(Things.TABLE, List.of("a"))).hasSize(1);
    }

    @Test
    void aWriteThatTheMajorityDidNotConfirmIsOfUnknownOutcomeAndNoDuplicate() {
        faults.next("insert", THINGS, WireFaults.unconfirmed(WireFaults.WRITE_CONCERN_TIMEOUT));
        assertThatThrownBy(() -> store.insert(Things.TABLE, Things.thing("a", 1)))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aWriteThatArrivesAfterItsRepetitionChangesNothing() {
        faults.next("update", THINGS, faults.late());
        assertThat(store.replaceIfNewer(Things.TABLE, List.of(Things.thing("a", 1, "name", "first"))))
                .containsExactly("a");
        store.replaceIfNewer(Things.TABLE, List.of(Things.thing("a", 2, "name", "second")));
        faults.land();
        assertThat(store.get(Things.TABLE, List.of("a")).getFirst().version()).isEqualTo(2);
    }
}
