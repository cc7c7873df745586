package org.outreachsync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.outreachsync.indicator.naive.Served;
import org.outreachsync.keys.Keyring;
import org.outreachsync.log.EventLog;
import org.outreachsync.model.RecordId;
import org.outreachsync.record.QuarantineStore;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.store.DocumentStore;
import org.outreachsync.sync.Enrolled;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.SyncFrame;

/** What must hold once everything has come to rest. docs/simulation.md lists it in words. */
final class Invariants {

    private final DocumentStore store;
    private final EventLog log;
    private final Keyring keys;
    private final List<String> sites;
    private final List<VirtualTablet> tablets;
    private final List<ServerProcess> servers;

    Invariants(
            DocumentStore store,
            EventLog log,
            Keyring keys,
            List<String> sites,
            List<VirtualTablet> tablets,
            List<ServerProcess> servers) {
        this.store = store;
        this.log = log;
        this.keys = keys;
        this.sites = sites;
        this.tablets = tablets;
        this.servers = servers;
    }

    void check(RandomGenerator random, int damages) {
        var recount = NaiveRecount.of(log, sites);
        everyOpOnce(recount);
        quarantine(recount);
        for (var site : sites) {
            sameRecords(recount, site);
            reviews(recount, site);
        }
        figures(recount, random);
        var differed = tablets.stream().mapToInt(VirtualTablet::mismatches).sum();
        assertThat(damages > 0
                        || differed == 0
                        || servers.stream().anyMatch(server -> server.store().fired() > 0))
                .as("a tablet differed from the server although nothing went wrong")
                .isTrue();
    }

    /** Acknowledged means: in the log, once, as it was sent. */
    private void everyOpOnce(NaiveRecount recount) {
        var repeated = new HashMap<>(recount.logged);
        repeated.values().removeIf(times -> times == 1);
        assertThat(repeated).as("ops that are in the log more than once").isEmpty();
        for (var tablet : tablets) {
            assertThat(tablet.pendingOps())
                    .as("queue of tablet " + tablet.device)
                    .isZero();
            for (var name : tablet.acked) {
                assertThat(recount.logged).as("acknowledged ops in the log").containsKey(name);
            }
        }
        recount.ops.forEach((name, logged) -> {
            var raw = tablets.get((int) name.device() - 1).sent.get(name);
            assertThat(raw).as("%s was sent", name).isNotNull();
            if (logged.hasQuarantined()) {
                assertThat(logged.getQuarantined().getRaw())
                        .as("%s as it was sent, but for what was refused", name)
                        .isEqualTo(NaiveConsent.kept(raw));
                return;
            }
            try {
                var sent = Op.parseFrom(raw);
                assertThat(logged.getRawHlc()).isEqualTo(sent.getHlc());
                assertThat(logged.getKind()).isEqualTo(sent.getKind());
                assertThat(logged.getBaseSeq()).isEqualTo(sent.getBaseSeq());
            } catch (InvalidProtocolBufferException impossible) {
                throw new AssertionError(name + " was accepted although it cannot be read", impossible);
            }
        });
    }

    private void quarantine(NaiveRecount recount) {
        var kept = new TreeMap<String, String>();
        for (var site : sites) {
            new QuarantineStore(store, keys.sealer())
                    .forEachOpen(
                            site,
                            item -> kept.put(
                                    item.id(),
                                    HexFormat.of()
                                            .formatHex(item.content().getRaw().toByteArray())));
        }
        same("quarantine, byte for byte", kept, recount.quarantined);
    }

    /** The tablets, a fresh tablet that pulls everything, and the recount hold the same. */
    private void sameRecords(NaiveRecount recount, String site) {
        var expected = new TreeMap<String, String>();
        recount.records(site)
                .values()
                .forEach(record -> expected.put(record.id, record.type + "@" + record.version + " " + record.shown()));
        for (var server : servers) {
            same("records of " + site + " on a server", pulled(server, site), expected);
        }
        for (var tablet : tablets) {
            if (tablet.site.equals(site)) {
                same("records of tablet " + tablet.device, text(tablet.records), expected);
            }
        }
    }

    /** Names only what differs. */
    private static void same(String what, Map<String, String> actual, Map<String, String> expected) {
        var differing = new TreeMap<String, String>();
        expected.forEach((name, value) -> {
            if (!value.equals(actual.get(name))) {
                differing.put(name, actual.get(name) + "\n    expected " + value);
            }
        });
        actual.keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .forEach(name -> differing.put(name, "not expected"));
        assertThat(differing).as(what).isEmpty();
    }

    private Map<String, String> pulled(ServerProcess server, String site) {
        var caller = Enrolled.device("auditor", 999, 1, Set.of(site));
        var records = new TabletRecords();
        var request = SyncFrame.newBuilder()
                .setProtoVersion(1)
                .setSchemaVersion(1)
                .setDeviceId("auditor")
                .setEpoch(1)
                .setScope(site);
        while (true) {
            var response = server.sync(caller, request.build().toByteArray());
            response.getChangesList().forEach(records::take);
            if (!response.getMore()) {
                assertThat(response.getStateHash()).as("state hash of " + site).isEqualTo(records.stateHash());
                return text(records);
            }
            request.setCursor(response.getCursor());
        }
    }

    private static Map<String, String> text(TabletRecords records) {
        var text = new TreeMap<String, String>();
        records.held.forEach((id, held) -> text.put(hex(id), held.type + "@" + held.version + " " + held.shown));
        return text;
    }

    private static String hex(RecordId id) {
        return HexFormat.of().formatHex(id.toBytes());
    }

    private void reviews(NaiveRecount recount, String site) {
        var open = new TreeSet<String>();
        for (var review : new ReviewStore(store, keys.sealer()).allOpen(site)) {
            var ids = new TreeSet<String>();
            review.records().forEach(id -> ids.add(hex(id)));
            open.add(review.kind() + " " + new TreeSet<>(review.fields()) + " " + ids);
        }
        assertThat(open).as("open reviews of " + site).isEqualTo(NaiveReviews.open(recount.records(site)));
    }

    private void figures(NaiveRecount recount, RandomGenerator random) {
        figures(recount, LocalDate.of(2015, 1, 1), LocalDate.of(2034, 12, 31));
        for (int at = 0; at < 3; at++) {
            var from = LocalDate.of(2026, 11, 15).plusDays(random.nextInt(20));
            figures(recount, from, from.plusDays(random.nextInt(10)));
        }
    }

    private void figures(NaiveRecount recount, LocalDate from, LocalDate to) {
        var naive = new NaiveFigures(recount, from, to);
        for (var code : NaiveFigures.CODES) {
            var expected = naive.of(code);
            long total = expected.values().stream().mapToLong(Long::longValue).sum();
            for (var server : servers) {
                var answer = Served.by(
                        server.indicators(), sites, code, Map.of("period", from + ".." + to, "by", "sex,age"));
                var groups = new TreeMap<String, Long>();
                answer.filled()
                        .forEach((group, figure) -> groups.put(
                                group.labels().get("sex") + "/" + group.labels().get("age"), figure.numerator()));
                assertThat(groups).as("%s from %s to %s", code, from, to).isEqualTo(expected);
                assertThat(answer.value()).isEqualTo(total);
            }
        }
    }
}
