package org.outreachsync.indicator.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** Records of two people by hand, and the figures of the server and of the naive count. */
abstract class PublishedDefinitionsRig {

    static final String AIGUL = "Ж1990АЙГУ";
    static final String BEKA = "М1985БЕАС";
    static final LocalDate START = LocalDate.of(2026, 1, 1);

    final Hand hand = new Hand();

    static LocalDate day(int after) {
        return START.plusDays(after);
    }

    static int number(int after) {
        return (int) day(after).toEpochDay();
    }

    /** The figure of both sites, of which both counts say the same. */
    Figure figure(String code, LocalDate from, LocalDate to) {
        var served = hand.served(code, Map.of("period", from + ".." + to));
        var figure = served.whole();
        assertThat(figure).as("%s by both counts", code).isEqualTo(hand.total(code, from, to));
        return figure;
    }

    /** Several figures of both sites, of which both counts say the same. */
    Map<String, Figure> figures(Collection<String> codes, LocalDate from, LocalDate to) {
        var figures = new TreeMap<String, Figure>();
        hand.served(codes, Map.of("period", from + ".." + to))
                .forEach((code, served) -> figures.put(code, served.whole()));
        for (var code : codes) {
            assertThat(figures.get(code)).as("%s by both counts", code).isEqualTo(hand.total(code, from, to));
        }
        return figures;
    }

    static WomenServiceVisit.Builder visit(String uic, int... services) {
        var visit = WomenServiceVisit.newBuilder().setUic(uic);
        for (int service : services) {
            visit.addServices(service);
        }
        return visit;
    }
}
