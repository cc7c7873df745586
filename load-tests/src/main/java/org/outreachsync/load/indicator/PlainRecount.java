package org.outreachsync.load.indicator;

import com.google.protobuf.ByteString;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.outreachsync.wire.v1.Op;

/** Counts contacts and persons reached directly from the generated ops, without cells, sets or the catalogue. */
final class PlainRecount {

    private final Shape shape;
    private final Population population;
    private final Map<ByteString, ByteString> mergedInto = new HashMap<>();

    /** The result: the number of contacts and of distinct persons. */
    record Counted(long contacts, long persons) {}

    PlainRecount(Shape shape) {
        this.shape = shape;
        this.population = new Population(shape);
        for (int site = 0; site < shape.sites(); site++) {
            for (int dayNo = 0; dayNo < shape.days(); dayNo++) {
                // New persons come first in a day. On a day without new persons, nobody is merged.
                if (population.known(dayNo) > population.known(dayNo - 1)) {
                    merges(site, dayNo);
                }
            }
        }
    }

    private void merges(int site, int dayNo) {
        for (var made : Day.of(shape, population, site, dayNo)) {
            if (made.op().hasClient()
                    && !made.voided()
                    && !made.op().getClient().getMergedIntoKey().isEmpty()) {
                mergedInto.put(
                        made.op().getClient().getClientKey(),
                        made.op().getClient().getMergedIntoKey());
            }
        }
    }

    /** Counts all sites on these days. */
    Counted of(LocalDate from, LocalDate to) {
        long contacts = 0;
        Set<ByteString> persons = new HashSet<>();
        for (int site = 0; site < shape.sites(); site++) {
            for (var date = from; !date.isAfter(to); date = date.plusDays(1)) {
                for (var made : Day.of(shape, population, site, (int)
                        (date.toEpochDay() - shape.first().toEpochDay()))) {
                    if (!made.voided()) {
                        contacts += contacts(made.op());
                        var key = reached(made.op());
                        if (!key.isEmpty()) {
                            persons.add(mergedInto.getOrDefault(key, key));
                        }
                    }
                }
            }
        }
        return new Counted(contacts, persons.size());
    }

    private static long contacts(Op op) {
        return op.hasOutreachContact() ? 1 : op.getSiteDayTally().getContacts();
    }

    private static ByteString reached(Op op) {
        if (op.hasOutreachContact()) {
            return op.getOutreachContact().getClientKey();
        }
        return op.hasNeedleExchange()
                ? op.getNeedleExchange().getClientKey()
                : op.getWomenServiceVisit().getClientKey();
    }
}
