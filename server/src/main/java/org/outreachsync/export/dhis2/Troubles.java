package org.outreachsync.export.dhis2;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.outreachsync.export.dhis2.Step.Fault;
import org.outreachsync.export.dhis2.Step.Kind;
import org.outreachsync.export.dhis2.Step.Trouble;
import org.outreachsync.export.dhis2.Verdict.PartDone;
import org.outreachsync.export.dhis2.Verdict.Refused;
import org.outreachsync.export.dhis2.Verdict.Retry;

/** Tells a person what is wrong, with the cells that DHIS2 named by their positions. */
final class Troubles {

    private Troubles() {}

    /**
     * A refusal.
     *
     * @param sent the cells of the request, in its order; empty if they are not known any more
     */
    static Trouble of(Refused refused, List<Cell.Key> sent) {
        return new Trouble(
                Kind.REFUSED,
                refused.errorCode(),
                refused.message(),
                faults(refused.conflicts(), sent),
                refused.help());
    }

    /** A push that was done in part. */
    static Trouble of(PartDone part, List<Cell.Key> sent) {
        var help = EnumSet.noneOf(Help.class);
        part.conflicts().forEach(conflict -> help.addAll(ErrorCode.helpWith(conflict.errorCode())));
        var first = part.conflicts().isEmpty()
                ? new Conflict("", "", List.of())
                : part.conflicts().getFirst();
        return new Trouble(Kind.PART_DONE, first.errorCode(), first.message(), faults(part.conflicts(), sent), help);
    }

    /** A failure that did not pass. */
    static Trouble lasting(Retry retry) {
        return switch (retry.cause().patience()) {
            case ONCE -> plain(Kind.FAILED_TWICE, retry, EnumSet.of(Help.DHIS2_ADMINISTRATOR, Help.SUPPORT));
            case SHORT -> plain(Kind.CREDENTIALS, retry, EnumSet.of(Help.CREDENTIALS));
            case LONG -> plain(Kind.UNREACHABLE, retry, EnumSet.of(Help.DHIS2_ADMINISTRATOR, Help.CREDENTIALS));
        };
    }

    /** What was said to be stored is not. */
    static Trouble notStored() {
        return new Trouble(Kind.NOT_STORED, "", "", List.of(), EnumSet.of(Help.DHIS2_ADMINISTRATOR, Help.SUPPORT));
    }

    private static Trouble plain(Kind kind, Retry retry, Set<Help> help) {
        return new Trouble(kind, "", retry.cause().name(), List.of(), help);
    }

    /** What DHIS2 refuses as a whole, it refuses with the positions of all values: that names no cell. */
    private static List<Fault> faults(List<Conflict> conflicts, List<Cell.Key> sent) {
        var faults = new ArrayList<Fault>();
        for (var conflict : conflicts) {
            boolean names = conflict.indexes().size() < sent.size() || ErrorCode.isOfOneValue(conflict.errorCode());
            for (int index : names ? conflict.indexes() : List.<Integer>of()) {
                if (index < sent.size()) {
                    faults.add(new Fault(sent.get(index), conflict.errorCode(), conflict.message()));
                }
            }
        }
        return faults;
    }
}
