package org.outreachsync.render;

import org.outreachsync.targets.Target;

/** Writes targets and size estimates as JSON. */
public final class TargetJson {

    private TargetJson() {}

    /**
     * The members of a target.
     *
     * @param replaced whether a later one was entered for the same subject
     */
    public static void put(Target target, boolean replaced, JsonMembers to) {
        var subject = target.subject();
        to.put("id", target.id()).put("kind", subject.kind().name());
        if (!subject.indicator().isEmpty()) {
            to.put("indicator", subject.indicator());
        }
        to.put("area", subject.area().toString());
        if (!subject.population().isEmpty()) {
            to.put("population", subject.population());
        }
        to.put("period", subject.period().text())
                .put("year", subject.year())
                .put("value", target.amount().value())
                .put("unit", target.amount().unit().name())
                .put("source", target.source())
                .put("entered_at", target.entered().toString())
                .put("replaced", replaced);
    }
}
