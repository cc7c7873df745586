package org.outreachsync.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.outreachsync.store.StoreException;
import org.outreachsync.store.StoreUnavailableException;
import org.outreachsync.store.Things;
import org.outreachsync.store.mongo.WireStandIn.Says;

/**
 * An operator who names one host, a server that is no set, or options that other programs want, gets no store that
 * loses what it acknowledged.
 */
class MongoConnectionIT {

    private static final MongoLimits QUICK = new MongoLimits(4, Duration.ofSeconds(1), Duration.ofSeconds(2));

    @ParameterizedTest
    @EnumSource(
            value = Says.class,
            names = {"PRIMARY", "ROUTER"})
    void takesThePrimaryOfASetAndARouterWithoutItsName(Says says) {
        try (var server = new WireStandIn(says);
                var store = open(server.uri("outreach"))) {
            assertThatCode(store::ping).doesNotThrowAnyException();
        }
    }

    @Test
    void refusesAServerThatIsInNoSet() {
        try (var server = new WireStandIn(Says.STANDALONE)) {
            assertThatThrownBy(() -> open(server.uri("outreach")))
                    .isExactlyInstanceOf(StoreException.class)
                    .hasMessageContainingAll("not in a replica set", "--replSet", "rs.initiate()");
        }
    }

    @Test
    void refusesASecondaryWhosePrimaryIsNotThere() {
        try (var server = new WireStandIn(Says.SECONDARY)) {
            assertThatThrownBy(() -> open(server.uri("outreach")))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContainingAll("no primary", "rs.status()");
        }
    }

    @Test
    void readsNothingFromAPrimaryThatSteppedDown() {
        try (var server = new WireStandIn();
                var store = open(server.uri("outreach") + "?heartbeatFrequencyMS=500")) {
            store.insert(Things.TABLE, Things.thing("one", 1));

            server.become(Says.SECONDARY);

            assertThat(answersUntilItHearsOfIt(store)).isFalse();
            assertThatThrownBy(() -> store.get(Things.TABLE, List.of("one")))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    /** The driver looks twice a second what the server is. */
    private static boolean answersUntilItHearsOfIt(MongoStore store) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        try {
            while (System.nanoTime() < end) {
                store.ping();
            }
            return true;
        } catch (StoreUnavailableException heard) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "w=1",
                "w=0",
                "w=2",
                "w=rack",
                "journal=false",
                "readConcernLevel=local",
                "readConcernLevel=available",
                "readPreference=secondary",
                "readPreference=primaryPreferred",
                "readPreference=nearest",
                "retryWrites=false",
                "retryReads=false",
                "directConnection=true",
                "tlsInsecure=true&tls=true",
                "tlsAllowInvalidHostnames=true&tls=true"
            })
    void refusesAnOptionThatWeakensWritesOrReadsByItsName(String options) {
        try (var server = new WireStandIn()) {
            assertThatThrownBy(() -> open(server.uri("outreach") + "?" + options))
                    .isExactlyInstanceOf(StoreException.class)
                    .hasMessageContaining(options.substring(0, options.indexOf('=')))
                    .hasMessageNotContaining("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "w=majority",
                "w=majority&journal=true&wtimeoutMS=5000",
                "retryWrites=true&w=majority",
                "readConcernLevel=majority",
                "readPreference=primary",
                "directConnection=false",
                "replicaSet=rs0",
                "timeoutMS=1&maxPoolSize=1",
                "appName=mine"
            })
    void takesWhatAsksForNoLess(String options) {
        try (var server = new WireStandIn();
                var store = open(server.uri("outreach") + "?" + options)) {
            assertThatCode(store::ping).doesNotThrowAnyException();
        }
    }

    @Test
    void refusesASetOfAnotherName() {
        try (var server = new WireStandIn()) {
            assertThatThrownBy(() -> open(server.uri("outreach") + "?replicaSet=other"))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    private static MongoStore open(String uri) {
        return new MongoStore(uri, Things.TABLES, QUICK);
    }
}
