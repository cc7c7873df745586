package org.outreachsync.simulation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * What is wrong with a record as a whole, by the names of the fields. The rules are written down here once more, from
 * the contract's files.
 */
final class NaiveRules {

    private static final List<String> ENVELOPE = List.of("e.project", "e.worker", "e.role", "e.occurred_on");

    private static final Map<Integer, List<String>> REQUIRED = Map.of(
            1, List.of("client_key", "sex", "birth_year", "populations", "enrolled_on", "consent_linkage", "region"),
            2, List.of("mode", "setting", "services"),
            3, List.of("lines"),
            4, List.of("services"),
            5, List.of("sex", "age_band", "mode"));

    private static final Set<String> OF_VIOLENCE = Set.of("services[53]", "services[54]", "services[55]");

    private NaiveRules() {}

    /** The fields for which a record breaks a rule; none of one that is void. */
    static Set<String> broken(int type, Map<String, String> shown) {
        var broken = new TreeSet<String>();
        if (shown.containsKey("e.void_reason")) {
            return broken;
        }
        ENVELOPE.stream().filter(name -> !shown.containsKey(name)).forEach(name -> broken.add(name.substring(2)));
        boolean mayBeEmpty = type == 4 && "false".equals(shown.get("gbv_consent"));
        REQUIRED.getOrDefault(type, List.of()).stream()
                .filter(name -> !has(shown, name) && !(mayBeEmpty && name.equals("services")))
                .forEach(broken::add);
        switch (type) {
            case 2 -> {
                anonymous(shown, broken);
                if (number(shown, "next_due", Long.MAX_VALUE) <= number(shown, "e.occurred_on", Long.MIN_VALUE)) {
                    broken.add("next_due");
                }
            }
            case 3 -> {
                anonymous(shown, broken);
                if (shown.entrySet().stream()
                        .noneMatch(one -> one.getKey().startsWith("lines[")
                                && isAmount(one.getKey())
                                && !one.getValue().equals("0"))) {
                    broken.add("lines.distributed");
                }
                long most = 500 * (1 + number(shown, "peers_served", 0));
                if (distributed(shown).anyMatch(pieces -> pieces > most)
                        || number(shown, "lines[21].distributed", 0) > 0) {
                    broken.add("lines.distributed");
                }
            }
            case 4 -> {
                anonymous(shown, broken);
                visit(shown, broken);
            }
            default -> {}
        }
        return broken;
    }

    private static LongStream distributed(Map<String, String> shown) {
        return shown.entrySet().stream()
                .filter(one -> one.getKey().startsWith("lines[") && one.getKey().endsWith(".distributed"))
                .mapToLong(one -> Long.parseLong(one.getValue()));
    }

    private static boolean isAmount(String name) {
        return name.endsWith(".distributed") || name.endsWith(".returned");
    }

    private static void anonymous(Map<String, String> shown, Set<String> broken) {
        if (!shown.containsKey("client_key") && !(shown.containsKey("sex") && shown.containsKey("age_band"))) {
            broken.add("client_key");
        }
    }

    private static void visit(Map<String, String> shown, Set<String> broken) {
        boolean violence = OF_VIOLENCE.stream().anyMatch(shown::containsKey);
        if (violence && !shown.containsKey("gbv_consent")) {
            broken.add("gbv_consent");
        }
        if (!violence && has(shown, "gbv_types")) {
            broken.add("gbv_types");
        }
        if (number(shown, "shelter_out", Long.MAX_VALUE) < number(shown, "shelter_in", Long.MIN_VALUE)) {
            broken.add("shelter_out");
        }
        if (shown.containsKey("shelter_out") && !shown.containsKey("shelter_in")) {
            broken.add("shelter_in");
        }
        if (number(shown, "children_served", 0) > 0 && !has(shown, "children")) {
            broken.add("children");
        }
    }

    private static boolean has(Map<String, String> shown, String name) {
        return shown.containsKey(name) || shown.keySet().stream().anyMatch(one -> one.startsWith(name + "["));
    }

    private static long number(Map<String, String> shown, String name, long otherwise) {
        return shown.containsKey(name) ? Long.parseLong(shown.getOrDefault(name, "")) : otherwise;
    }
}
