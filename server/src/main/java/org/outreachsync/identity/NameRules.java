package org.outreachsync.identity;

import java.util.Map;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/** Checks names of sites and people. */
final class NameRules {

    private NameRules() {}

    static void check(String name, int lengthMax) {
        boolean printable = name.codePoints().noneMatch(Character::isISOControl);
        if (name.isBlank() || name.length() > lengthMax || !printable) {
            throw new RefusedException(
                    Code.PARAMETER,
                    "A name has 1 to " + lengthMax + " printable characters.",
                    Map.of("parameter", "name"));
        }
    }
}
