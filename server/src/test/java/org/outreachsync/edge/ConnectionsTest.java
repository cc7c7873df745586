package org.outreachsync.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.outreachsync.config.Limits;
import org.outreachsync.edge.Connections.Peer;

/** Which connection makes room when there is none. */
class ConnectionsTest {

    private final List<Peer> cut = new ArrayList<>();
    private final Connections connections = connections(6, 4, 2, true);

    private static Connections connections(int all, int address, int token, boolean apart) {
        var http = Limits.standard().http();
        var limits = Limits.standard()
                .withHttp(http.withRoom(all, 10))
                .withShares(Limits.standard().shares().withConnections(address, token));
        return apart
                ? Connections.ofCallers(limits, new Meters())
                : Connections.ofAll(all, http.headers(), limit -> {});
    }

    private Peer open(String address, int port) {
        return open(connections, address, port);
    }

    private Peer open(Connections of, String address, int port) {
        var peer = new Peer(address, port);
        assertThat(of.opened(peer, address, () -> cut.add(peer))).isTrue();
        return peer;
    }

    @Test
    void anAddressThatHoldsAsManyAsItMayLosesItsOldestIdleOne() {
        var first = open("a", 1);
        var second = open("a", 2);
        open("a", 3);
        open("a", 4);
        open("b", 1);

        open("a", 5);
        assertThat(cut).containsExactly(first);
        connections.began(second);
        connections.answered(second);
        open("a", 6);
        assertThat(cut).as("the second was used since").containsExactly(first, new Peer("a", 3));
        assertThat(connections.count()).isEqualTo(5);
    }

    @Test
    void aFullPortTakesFromTheAddressWithTheMost() {
        open("b", 1);
        open("b", 2);
        var oldest = open("a", 1);
        open("a", 2);
        open("a", 3);
        open("a", 4);

        open("c", 1);
        assertThat(cut).containsExactly(oldest);
    }

    @Test
    void whatIsAtWorkIsNotCut() {
        for (int port = 1; port <= 4; port++) {
            connections.began(open("a", port));
        }
        var newcomer = new Peer("a", 5);
        assertThat(connections.opened(newcomer, "a", () -> cut.add(newcomer))).isFalse();
        var idle = open("b", 1);
        open("c", 1);
        open("d", 1);

        assertThat(cut).containsExactly(idle);
    }

    @Test
    void pipelinedRequestsAreCountedOneByOne() {
        var busy = open("a", 1);
        connections.began(busy);
        connections.began(busy);
        connections.answered(busy);
        for (int port = 2; port <= 5; port++) {
            open("a", port);
        }
        assertThat(cut).containsExactly(new Peer("a", 2));
    }

    @Test
    void aTokenLosesItsOldestIdleOneWhereverItIs() {
        var peers = List.of(open("a", 1), open("b", 1), open("c", 1));
        peers.forEach(peer -> connections.shown(peer, "device/1"));
        assertThat(cut).containsExactly(peers.getFirst());
        connections.shown(peers.get(1), "device/2");
        connections.shown(open("d", 1), "device/1");
        assertThat(cut).as("another token was shown on it since").containsExactly(peers.getFirst());
    }

    @Test
    void behindProxiesOnlyTheWholeCounts() {
        var all = connections(6, 2, 1, false);
        var peers = new ArrayList<Peer>();
        for (int port = 1; port <= 6; port++) {
            peers.add(open(all, "proxy", port));
            all.shown(peers.getLast(), "device/1");
        }
        assertThat(cut).isEmpty();
        open(all, "proxy", 7);
        assertThat(cut).containsExactly(peers.getFirst());
    }

    @Test
    void cutsHeadersThatDoNotCome() {
        var late = open("a", 1);
        connections.began(open("a", 2));
        long after = System.nanoTime() + Limits.standard().http().headers().toNanos() + 1_000_000_000;

        connections.sweep(System.nanoTime());
        assertThat(cut).isEmpty();
        connections.sweep(after);

        assertThat(cut).containsExactly(late);
        assertThat(connections.count()).isEqualTo(1);
    }

    @Test
    void keepsCountWhateverHappens() {
        long seed = new Random().nextLong();
        System.out.println("ConnectionsTest seed " + seed);
        var random = new Random(seed);
        var opened = new ArrayList<Peer>();
        for (int step = 0; step < 20_000; step++) {
            var peer = opened.isEmpty() ? new Peer("x", 0) : opened.get(random.nextInt(opened.size()));
            switch (random.nextInt(5)) {
                case 0 -> {
                    var next = new Peer("a" + random.nextInt(3), step);
                    if (connections.opened(next, next.host(), () -> cut.add(next))) {
                        opened.add(next);
                    }
                }
                case 1 -> connections.began(peer);
                case 2 -> connections.answered(peer);
                case 3 -> connections.shown(peer, "device/" + random.nextInt(3));
                default -> {
                    connections.closed(peer);
                    opened.remove(peer);
                }
            }
            opened.removeAll(cut);
            cut.clear();
            assertThat(connections.count())
                    .as("seed %s, step %s", seed, step)
                    .isEqualTo(opened.size())
                    .isLessThanOrEqualTo(6);
        }
    }
}
