package org.outreachsync.identity;

import org.outreachsync.refusal.Parameters;

/** Checks names of sites and people. */
final class NameRules {

    private NameRules() {}

    static void check(String name, int lengthMax) {
        if (name.isBlank() || name.length() > lengthMax || !Parameters.isLine(name)) {
            throw Parameters.refused("name", "A name has 1 to " + lengthMax + " visible characters, in one line.");
        }
    }
}
