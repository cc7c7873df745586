package org.outreachsync.indicator.naive;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.log.EventLog;
import org.outreachsync.simulation.NaiveRecount;
import org.outreachsync.wire.v1.Op;

/**
 * The records that stand now, and what client codes said of their persons.
 *
 * @param all the records, void ones left out
 * @param codes the facts by client key
 */
public record NaiveRecords(List<Rec> all, Map<String, NaiveRecount.Facts> codes) {

    /**
     * A record as text.
     *
     * @param type the name of its type
     * @param id in hexadecimal
     * @param fields by name, such as {@code lines[2].distributed}; those of the envelope begin with {@code e.}; lines
     *     taken out are not there
     * @param came the day on which the server got it
     */
    public record Rec(String type, String site, String id, Map<String, String> fields, LocalDate came) {

        boolean is(String... types) {
            return Set.of(types).contains(type);
        }

        boolean has(String field) {
            return fields.containsKey(field);
        }

        /** A number or code; 0 when nobody said. */
        long number(String field) {
            return Long.parseLong(fields.getOrDefault(field, "0"));
        }

        boolean isTrue(String field) {
            return "true".equals(fields.get(field));
        }

        /** The codes of a set, or the keys of lines. */
        Set<Integer> codes(String field) {
            var codes = new TreeSet<Integer>();
            for (var name : fields.keySet()) {
                if (name.startsWith(field + "[") && name.endsWith("]")) {
                    codes.add(Integer.parseInt(name.substring(field.length() + 1, name.length() - 1)));
                }
            }
            return codes;
        }

        @Nullable
        LocalDate day(String field) {
            return has(field) ? LocalDate.ofEpochDay(number(field)) : null;
        }

        /** The day that it is filed under. */
        @Nullable
        LocalDate day() {
            return day("e.occurred_on");
        }

        @Nullable
        String key() {
            return fields.get("client_key");
        }
    }

    /** Reads the logs of these sites whole. */
    public static NaiveRecords of(EventLog log, Collection<String> sites) {
        var recount = NaiveRecount.of(log, List.copyOf(sites));
        var all = new ArrayList<Rec>();
        recount.sites.forEach((site, records) -> records.values().forEach(record -> {
            var shown = record.shown();
            if (!shown.containsKey("e.void_reason")) {
                all.add(new Rec(
                        typeName(record.type),
                        site,
                        record.id,
                        shown,
                        LocalDate.ofInstant(Instant.ofEpochMilli(record.receivedAt), ZoneId.of("Asia/Bishkek"))));
            }
        }));
        return new NaiveRecords(all, recount.facts);
    }

    private static String typeName(int type) {
        return Op.getDescriptor().findFieldByNumber(20 + type).getMessageType().getName();
    }
}
