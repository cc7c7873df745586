package org.outreachsync.simulation;

import java.util.Map;
import java.util.Set;
import org.outreachsync.simulation.NaiveRecount.Rec;

/** What somebody's no takes out of a record, for good. The rules are written down here once more, from the contract's files. */
final class NaiveConsent {

    private static final Map<Integer, String> FLAGS = Map.of(1, "consent_linkage", 4, "gbv_consent", 7, "consent");
    private static final Map<Integer, Set<String>> REFUSED = Map.of(
            1, Set.of("merged_into_key"),
            4, Set.of("days_since_incident", "services[53]", "services[54]", "services[55]"),
            7, Set.of("client_key", "result", "result_given_on", "known_positive"));

    private NaiveConsent() {}

    static void takeOut(Rec record) {
        var flag = FLAGS.get(record.type);
        if (flag == null || record.standing(flag).stream().noneMatch(write -> "false".equals(write.value()))) {
            return;
        }
        record.writes.keySet().removeIf(name -> REFUSED.getOrDefault(record.type, Set.of()).contains(name) || (record.type == 4 && name.startsWith("gbv_types[")));
    }
}
