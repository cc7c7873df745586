package org.outreachsync.edge.route;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.identity.Person;
import org.outreachsync.identity.Role;
import org.outreachsync.identity.SiteDirectory;
import org.outreachsync.identity.Sites;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.refusal.RefusedException;

/**
 * The sites to which a person's role applies.
 *
 * @param directory all sites of the programme
 */
public record SitesOf(SiteDirectory directory) {

    /**
     * The codes of a person's sites; all sites for an admin.
     *
     * @param named sites that the person names, which may have been added a moment ago; null for none
     * @throws RefusedException PARAMETER if an admin named one that does not exist; nobody else learns which do
     */
    public Set<String> of(Person person, @Nullable Set<String> named) {
        if (person.role() != Role.ADMIN) {
            return person.sites();
        }
        var known = directory.byCode().keySet();
        if (named == null || known.containsAll(named)) {
            return known;
        }
        known = directory.now().keySet();
        if (!known.containsAll(named)) {
            throw Parameters.refused("sites", Sites.NO_SUCH);
        }
        return known;
    }

    /**
     * The sites that a person named, or all of theirs.
     *
     * @param named null if the person named none
     * @throws RefusedException SCOPE_DENIED if they named one that they do not have, PARAMETER as {@link #of}
     */
    public Set<String> asked(Person person, @Nullable Set<String> named) {
        var own = of(person, named);
        if (named != null && !own.containsAll(named)) {
            throw new RefusedException(
                    Code.SCOPE_DENIED, "The site is not one of yours.", Map.of("parameter", "sites"));
        }
        return named == null ? own : named;
    }

    /** Whether the person has all sites of the programme as they are stored now. */
    public boolean isEverywhere(Person person) {
        return person.role() == Role.ADMIN || directory.now().keySet().stream().allMatch(person::mayOn);
    }

    /**
     * Checks that a person has a site.
     *
     * @throws RefusedException SCOPE_DENIED if not, whether the site exists or not
     */
    public static void check(Person person, String site) {
        if (!person.mayOn(site)) {
            throw new RefusedException(Code.SCOPE_DENIED, "The site is not one of yours.");
        }
    }
}
