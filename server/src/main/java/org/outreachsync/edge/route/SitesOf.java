package org.outreachsync.edge.route;

import java.util.Set;
import java.util.TreeSet;
import org.outreachsync.identity.Person;
import org.outreachsync.identity.Role;
import org.outreachsync.identity.Site;
import org.outreachsync.identity.Sites;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * The sites to which a person's role applies.
 *
 * @param sites all sites of the programme
 */
public record SitesOf(Sites sites) {

    /** The codes of a person's sites; all sites for an admin. */
    public Set<String> of(Person person) {
        if (person.role() != Role.ADMIN) {
            return person.sites();
        }
        var all = new TreeSet<String>();
        sites.list().stream().map(Site::code).forEach(all::add);
        return all;
    }

    /** Whether the person has all sites of the programme. */
    public boolean isEverywhere(Person person) {
        return person.role() == Role.ADMIN
                || sites.list().stream().map(Site::code).allMatch(person::mayOn);
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
