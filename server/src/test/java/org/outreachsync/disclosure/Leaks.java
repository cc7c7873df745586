package org.outreachsync.disclosure;

import java.util.Map;

/**
 * What attacks on some releases found.
 *
 * @param attacked small counts that were attacked
 * @param exact of these, that became known exactly
 * @param narrow of these, about which less remained open than the policy promises
 */
record Leaks(int attacked, int exact, int narrow) {

    static final Leaks NONE = new Leaks(0, 0, 0);

    Leaks and(Leaks other) {
        return new Leaks(attacked + other.attacked, exact + other.exact, narrow + other.narrow);
    }

    static Leaks of(Table table, Map<String, Told> told, Policy policy) {
        var attack = new Attack(table, told);
        var all = NONE;
        for (var cell : table.cells()) {
            if (cell.isSensitive()) {
                var open = attack.on(cell.name());
                var doubt = policy.doubt(cell);
                boolean isNarrow = open.most() < Math.max(doubt.reach(), open.least() + doubt.spread());
                all = all.and(new Leaks(1, open.least() == open.most() ? 1 : 0, isNarrow ? 1 : 0));
            }
        }
        return all;
    }
}
