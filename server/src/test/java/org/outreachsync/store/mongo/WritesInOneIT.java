package org.outreachsync.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.store.Document;
import org.outreachsync.store.DuplicateKeyException;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.TableWrite;
import org.outreachsync.store.Tables;
import org.outreachsync.store.Things;

/** Writes to several collections in one command, what may befall it, and servers that do not have it. */
class WritesInOneIT {

    private static final String DATABASE = "outreach";
    private static final MongoLimits QUICK = new MongoLimits(4, Duration.ofSeconds(1), Duration.ofSeconds(4));
    private static final String THINGS = Things.TABLE.name();
    private static final List<TableWrite> WRITES = List.of(
            TableWrite.next(Tables.NEW_CODES, mark("tablet")),
            TableWrite.allNew(Things.TABLE, List.of(Things.thing("a", 1, "token", "t"))),
            TableWrite.newer(Things.TABLE, List.of(Things.thing("b", 1), Things.thing("c", 1))),
            TableWrite.newer(Tables.WATERMARKS, List.of(mark("w"))));

    private final WireStandIn server = new WireStandIn();
    private final WireFaults faults = server.faults();
    private final MongoStore store = new MongoStore(server.uri(DATABASE), Things.TABLES, QUICK);

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    private static Document mark(String name) {
        return new Document(name, 1, Things.fields(), new byte[0]);
    }

    private static List<String> commandsOf(WireStandIn server, MongoStore store) {
        server.commands(DATABASE);
        store.write(WRITES);
        return server.commands(DATABASE);
    }

    private void assertAllIsDone() {
        assertThat(store.get(Things.TABLE, List.of("a", "b", "c"))).hasSize(3);
        assertThat(store.get(Tables.WATERMARKS, List.of("w"))).hasSize(1);
    }

    @Test
    void areOneCommand() {
        assertThat(commandsOf(server, store)).containsExactly("bulkWrite new_codes,things,watermarks");
        assertAllIsDone();
    }

    @Test
    void areSeveralCommandsOnAServerThatDoesNotHaveIt() {
        try (var earlier = WireStandIn.ofVersion7();
                var other = new MongoStore(earlier.uri(DATABASE), Things.TABLES, QUICK)) {
            assertThat(commandsOf(earlier, other))
                    .containsExactly("update new_codes", "insert things", "update things", "update watermarks");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {WireFaults.COMMAND_NOT_FOUND, WireFaults.COMMAND_NOT_SUPPORTED, WireFaults.UNKNOWN_FIELD})
    void areSeveralCommandsOnAServerThatRefusesIt(int code) {
        faults.nextBulk(WireFaults.refused(code));
        assertThat(commandsOf(server, store))
                .containsExactly(
                        "bulkWrite new_codes,things,watermarks",
                        "update new_codes",
                        "insert things",
                        "update things",
                        "update watermarks");
        assertAllIsDone();

        server.commands(DATABASE);
        store.write(List.of(
                TableWrite.newer(Things.TABLE, List.of(Things.thing("b", 2))),
                TableWrite.newer(Tables.WATERMARKS, List.of(mark("x")))));
        assertThat(server.commands(DATABASE)).containsExactly("update things", "update watermarks");
    }

    /** A write that fails with a code, in a command that does not. */
    private static WireFaults.Fault failed(int code) {
        return work -> new de.bwaldvogel.mongo.bson.Document("ok", 1.0)
                .append("n", 0)
                .append(
                        "writeErrors",
                        List.of(new de.bwaldvogel.mongo.bson.Document("index", 0)
                                .append("code", code)
                                .append("errmsg", "secret")));
    }

    @ParameterizedTest
    @CsvSource({"update, new_codes", "insert, things", "update, watermarks"})
    void areSeveralCommandsBehindARouterWhoseShardsRefuseIt(String command, String collection) {
        faults.next(command, collection, failed(WireFaults.COMMAND_NOT_SUPPORTED));
        store.write(WRITES);
        assertAllIsDone();

        server.commands(DATABASE);
        store.write(List.of(
                TableWrite.newer(Things.TABLE, List.of(Things.thing("b", 3))),
                TableWrite.newer(Tables.WATERMARKS, List.of(mark("x")))));
        assertThat(server.commands(DATABASE)).containsExactly("update things", "update watermarks");
    }

    @Test
    void whatAnotherReplacedMeanwhileIsPassedOverAndTheRestFollows() {
        store.replaceIfNewer(Things.TABLE, List.of(Things.thing("b", 1)));
        assertThatCode(() -> store.write(WRITES)).doesNotThrowAnyException();
        assertAllIsDone();
    }

    @Test
    void anAnswerThatIsLostIsAskedForAgain() {
        faults.nextBulk(WireFaults.lostReply());
        store.write(WRITES);
        assertAllIsDone();
    }

    @Test
    void whatIsDoneAgainFindsItself() {
        faults.forget();
        faults.nextBulk(WireFaults.lostReply());
        assertThatCode(() -> store.write(WRITES)).doesNotThrowAnyException();
        assertAllIsDone();
    }

    @ParameterizedTest
    @CsvSource({"update, new_codes", "insert, things", "update, things", "update, watermarks"})
    void whatBreaksOffInBetweenIsDoneToItsEndBySendingItAgain(String command, String collection) {
        faults.next(command, collection, WireFaults.lostReply());
        store.write(WRITES);
        assertAllIsDone();
    }

    @Test
    void theSameContentByAnotherIsADuplicate() {
        store.write(WRITES);
        faults.forget();
        faults.nextBulk(WireFaults.lostReply());
        assertThatThrownBy(() -> store.write(WRITES.subList(1, 4))).isInstanceOf(DuplicateKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {WireFaults.NOT_WRITABLE_PRIMARY, WireFaults.SHUTDOWN_IN_PROGRESS, WireFaults.EXCEEDED_TIME_LIMIT})
    void whatAMemberRefusedIsSentToItsSuccessor(int code) {
        faults.nextBulk(WireFaults.refused(code));
        store.write(WRITES);
        assertAllIsDone();
    }

    @Test
    void whatTheMajorityDidNotConfirmIsOfUnknownOutcome() {
        faults.nextBulk(WireFaults.unconfirmed(WireFaults.WRITE_CONCERN_TIMEOUT));
        assertThatThrownBy(() -> store.write(WRITES)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aDuplicateThatTheMajorityDidNotConfirmIsOfUnknownOutcome() {
        store.insert(Things.TABLE, Things.thing("a", 1));
        faults.nextBulk(WireFaults.unconfirmed(WireFaults.WRITE_CONCERN_TIMEOUT));
        assertThatThrownBy(() -> store.write(WRITES)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void anotherErrorOfOneWriteIsNoDuplicate() {
        faults.next("insert", THINGS, failed(121));
        assertThatThrownBy(() -> store.write(WRITES))
                .isExactlyInstanceOf(StoreException.class)
                .hasMessageNotContaining("secret");
        assertThat(store.get(Tables.WATERMARKS, List.of("w"))).isEmpty();
    }

    @Test
    void writesThatArriveAfterTheirRepetitionChangeNothing() {
        faults.nextBulk(faults.late());
        store.write(WRITES);
        store.replaceIfNewer(Things.TABLE, List.of(Things.thing("b", 2, "name", "second")));
        faults.land();
        assertThat(store.get(Things.TABLE, List.of("b")).getFirst().version()).isEqualTo(2);
    }
}
