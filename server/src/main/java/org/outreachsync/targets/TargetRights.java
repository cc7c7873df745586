package org.outreachsync.targets;

import java.util.Map;
import org.outreachsync.identity.Person;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * Whose targets a person may see and enter: those of their sites. Those of a region or country need an admin or a
 * manager of every site.
 *
 * @param isEverywhere whether the person may see every site
 */
public record TargetRights(Person person, boolean isEverywhere) {

    /** Whether the person may see and enter the targets of an area. */
    public boolean mayOn(Area area) {
        return isEverywhere || (area.level() == Area.Level.SITE && person.mayOn(area.code()));
    }

    /**
     * Checks that the person may enter a target of an area.
     *
     * @throws RefusedException SCOPE_DENIED if not
     */
    public void check(Area area) {
        if (!mayOn(area)) {
            throw new RefusedException(
                    Code.SCOPE_DENIED, "The area includes sites that are not yours.", Map.of("parameter", "area"));
        }
    }
}
