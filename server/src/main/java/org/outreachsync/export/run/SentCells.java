package org.outreachsync.export.run;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.outreachsync.export.dhis2.Push;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.export.ledger.Ledger;
import org.outreachsync.export.ledger.Snapshots;
import org.outreachsync.export.mapping.Mapped;
import org.outreachsync.export.mapping.Mapper;

/**
 * The cells of DHIS2 that earlier revisions of an export filled, whatever their mappings were. They follow from what
 * was kept of these revisions, so that the files of an export can be written again.
 */
record SentCells(Ledger ledger, Snapshots snapshots, Renditions renditions) {

    /** What the released revisions before an entry sent, the earliest first. */
    List<Push> before(Entry entry) {
        var id = entry.id();
        return ledger.revisions(id.destination(), id.dataSet(), id.period()).stream()
                .filter(other -> other.isReleased() && other.id().revision() < id.revision())
                .flatMap(this::sent)
                .toList();
    }

    private Stream<Push> sent(Entry entry) {
        var rendition = renditions.of(entry);
        if (rendition.isEmpty() || !Rendering.isMapped(rendition.get().formats())) {
            return Stream.empty();
        }
        var mapping = rendition.get().mapping();
        var table = snapshots.table(Objects.requireNonNull(entry.content()).table());
        return mapping != null && Mapper.map(mapping, table) instanceof Mapped.Complete(var pushes)
                ? pushes.stream()
                : Stream.empty();
    }
}
