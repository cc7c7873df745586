package org.outreachsync.export.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.destination.PolicyChoice;
import org.outreachsync.export.destination.Rendition;
import org.outreachsync.export.ledger.Entry.Change;
import org.outreachsync.export.mapping.Mapping;
import org.outreachsync.export.table.ExportTable.Head;

/** Compares what shapes the files of two revisions, beside their figures. */
final class DocumentChanges {

    private static final String NOTHING = "-";

    private final List<Change> changes = new ArrayList<>();

    private DocumentChanges() {}

    /** What differs, in the order of a document. */
    static List<Change> between(Head before, Rendition then, Head after, Rendition now) {
        var all = new DocumentChanges();
        all.differ(
                "title", before.titleText(), after.titleText(), before.title().equals(after.title()));
        all.differ("publisher", before.publisher(), after.publisher());
        all.differ("language", before.language(), after.language());
        all.differ("policy", word(then.policy()), word(now.policy()));
        all.differ("formats", String.join(", ", then.formats()), String.join(", ", now.formats()));
        all.mapping(before.dataSet(), then.mapping(), now);
        return all.changes;
    }

    private void differ(String part, String before, String after) {
        differ(part, before, after, before.equals(after));
    }

    private void differ(String part, String before, String after, boolean isSame) {
        if (!isSame) {
            changes.add(new Change(part, before, before.equals(after) ? after + " (changed)" : after));
        }
    }

    private static String word(PolicyChoice policy) {
        return policy.kind() == PolicyChoice.Kind.ROUND
                ? policy.kind().word() + " to " + policy.base()
                : policy.kind().word();
    }

    private void mapping(String set, @Nullable Mapping then, Rendition rendition) {
        var now = rendition.mapping();
        differ("mapping", version(then), version(now), Objects.equals(then, now));
        var former = then == null ? null : then.dataSets().get(set);
        var form = now == null ? null : now.dataSets().get(set);
        if (former != null && form != null && !former.equals(form)) {
            changes.add(new Change(
                    "form of DHIS2",
                    former.dataSet() + " " + former.attributeOptionCombo(),
                    form.dataSet() + " " + form.attributeOptionCombo()
                            + (Rendering.withdraws(rendition.formats())
                                    ? "; figures of the former one that have no place in it are withdrawn"
                                    : "; remove figures of the former one that have no place in it by hand")));
        }
    }

    private static String version(@Nullable Mapping mapping) {
        return mapping == null ? NOTHING : "version " + mapping.version();
    }
}
