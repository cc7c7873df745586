package org.outreachsync.identity;

import org.outreachsync.refusal.Parameters;

/** Checks names of sites and people. */
final class NameRules {

    private NameRules() {}

    static void check(String name, int lengthMax) {
        boolean printable = name.codePoints().noneMatch(Character::isISOControl);
        if (name.isBlank() || name.length() > lengthMax || !printable) {
            throw Parameters.refused("name", "A name has 1 to " + lengthMax + " printable characters.");
        }
    }
}
