package org.outreachsync.render;

import org.outreachsync.identity.Person;

/** Writes the people who may ask and decide as JSON; never their tokens. */
public final class PersonJson {

    private PersonJson() {}

    /** The members of a person. */
    public static void put(Person person, JsonMembers to) {
        to.put("id", person.id())
                .put("name", person.name())
                .put("role", person.role().name())
                .texts("sites", person.sites().stream().sorted().toList())
                .put("expires_at", person.expires().toString());
        var revoked = person.revoked();
        if (revoked != null) {
            to.put("revoked_at", revoked.toString());
        }
    }
}
