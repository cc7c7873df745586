package org.outreachsync.edge.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Role;
import org.outreachsync.rig.ServerRig;
import org.outreachsync.store.Tables;
import org.outreachsync.store.WatchedStore;

/** How often an answer asks the store; over a network each time is a way there and back. */
class StoreQuestionsIT {

    private static final int SITES = 12;

    private final List<String> reads = new CopyOnWriteArrayList<>();

    @Test
    void anAnswerAsksTheSameFewTimesHoweverManyRowsItHas() throws IOException {
        assertReads(false, Tables.WATERMARKS.name(), Tables.TARGETS.name());
    }

    @Test
    void aStoreThatTellsThatNothingChangedIsAskedLess() throws IOException {
        assertReads(true, Tables.TARGETS.name());
    }

    private void assertReads(boolean tellsChanges, String... tables) throws IOException {
        try (var rig = new ServerRig(
                Map.of(), store -> new WatchedStore(store, (table, asked) -> reads.add(table.name()), tellsChanges))) {
            var sites = IntStream.range(0, SITES).mapToObj(no -> "SITE-" + no).collect(Collectors.toSet());
            sites.forEach(site -> rig.server.identities().sites().add(site, "Site"));
            var token = rig.person(Role.MANAGER, sites);
            rig.time.pass(Duration.ofSeconds(2));
            var some = Map.of(
                    "CONTACTS", "by=sex", "KP-4", "by=site", "NALOXONE.TRAINED", "by=site&compare=target,previous");
            for (var asked : some.entrySet()) {
                var path = "/v1/indicators/" + asked.getKey() + "?" + asked.getValue() + "&period=";
                // What is remembered for a while, of sites, tablets and people, is read by the first question.
                assertThat(rig.send("GET", path + "2025", token, new byte[0]).status())
                        .isEqualTo(200);
                reads.clear();

                assertThat(rig.send("GET", path + "2026", token, new byte[0]).status())
                        .isEqualTo(200);
                assertThat(reads).as("for %s", asked).containsExactlyInAnyOrder(tables);
            }
        }
    }
}
