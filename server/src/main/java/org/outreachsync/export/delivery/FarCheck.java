package org.outreachsync.export.delivery;

import java.util.List;

/** What a recipient's server says of what would be delivered to it. */
public sealed interface FarCheck {

    /**
     * It was asked.
     *
     * @param form the name of what would be filled in there; empty if there is no such thing
     * @param findings what would go wrong; empty for nothing
     */
    record Asked(String form, List<Finding> findings) implements FarCheck {
        public Asked {
            findings = List.copyOf(findings);
        }
    }

    /**
     * It could not be asked.
     *
     * @param reason why, for people
     */
    record NotAsked(String reason) implements FarCheck {}

    /**
     * Something that would go wrong.
     *
     * @param code for programs, such as ORG_UNIT_CLOSED
     * @param errorCode the code by which the server would refuse it, such as E8031
     * @param subject what it is about there; empty for the form as a whole
     * @param meaning for people
     */
    record Finding(String code, String errorCode, String subject, String meaning) {}
}
