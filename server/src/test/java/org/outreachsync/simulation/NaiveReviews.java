package org.outreachsync.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.outreachsync.simulation.NaiveRecount.Rec;

/** What a supervisor must be asked about, found by looking at every pair of everything. */
final class NaiveReviews {

    /** Names whose values may not be settled by a clock alone, by type; the part of a line after its code. */
    private static final Map<Integer, Set<String>> REVIEWED = Map.of(
            1, Set.of("client_key", "sex", "birth_year", "consent_linkage", "merged_into_key"),
            2, Set.of("client_key"),
            3, Set.of("client_key", "lines.distributed", "lines.returned"),
            4, Set.of("client_key", "gbv_consent", "ec_doses", "oc_cycles", "children_served"),
            5, Set.of());

    private NaiveReviews() {}

    /** The open reviews of a site, as text: kind, fields, records. */
    static Set<String> open(Map<String, Rec> records) {
        var open = new TreeSet<String>();
        for (var record : records.values()) {
            disagreement(record, open);
        }
        sameEvents(records, open);
        return open;
    }

    private static void disagreement(Rec record, Set<String> open) {
        var fields = new TreeSet<String>();
        for (var name : record.writes.keySet()) {
            var plain = name.replaceAll("\\[.*]", "");
            boolean reviewed =
                    REVIEWED.getOrDefault(record.type, Set.of()).contains(plain) || name.equals("e.void_reason");
            var values = new HashSet<String>();
            record.standing(name).forEach(write -> values.add(Objects.toString(write.value())));
            if (reviewed && values.size() > 1) {
                fields.add(plain.replace("e.", ""));
            }
        }
        boolean voided = voidedUnseen(record);
        if (voided) {
            fields.add("void_reason");
        }
        var kind = voided ? "VOID_AGAINST_EDIT " : fields.isEmpty() ? "RULE_BROKEN " : "VALUES_DISAGREE ";
        fields.addAll(NaiveRules.broken(record.type, record.shown()));
        if (!fields.isEmpty()) {
            open.add(kind + fields + " [" + record.id + "]");
        }
    }

    private static boolean voidedUnseen(Rec record) {
        for (var voiding : record.standing("e.void_reason")) {
            for (var name : record.writes.keySet()) {
                for (var edit : record.standing(name)) {
                    boolean apart = !name.equals("e.void_reason") && !voiding.saw(edit) && !edit.saw(voiding);
                    if (voiding.value() != null && apart) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static void sameEvents(Map<String, Rec> records, Set<String> open) {
        var groups = new TreeMap<String, List<Rec>>();
        for (var record : records.values()) {
            var shown = record.shown();
            boolean counts = record.type >= 2 && record.type <= 4 && !shown.containsKey("e.void_reason");
            if (counts && shown.containsKey("client_key") && shown.containsKey("e.occurred_on")) {
                var key = record.type + "/" + shown.get("e.occurred_on") + "/" + shown.get("client_key");
                groups.computeIfAbsent(key, unseen -> new ArrayList<>()).add(record);
            }
        }
        for (var group : groups.values()) {
            var suspects = new TreeSet<String>();
            for (var one : group) {
                for (var other : group) {
                    // The first eight bytes of an id name the device and its installation.
                    boolean apart = !one.id.substring(0, 16).equals(other.id.substring(0, 16));
                    if (apart && (one.type == 3 || shareService(one, other))) {
                        suspects.add(one.id);
                    }
                }
            }
            if (!suspects.isEmpty()) {
                open.add("POSSIBLE_DUPLICATE [] " + suspects);
            }
        }
    }

    private static boolean shareService(Rec one, Rec other) {
        var services = new HashSet<>(one.shown().keySet());
        services.removeIf(name -> !name.startsWith("services["));
        services.retainAll(other.shown().keySet());
        return !services.isEmpty();
    }
}
