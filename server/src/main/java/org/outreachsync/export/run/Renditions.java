package org.outreachsync.export.run;

import java.util.Optional;
import org.outreachsync.export.destination.Recipients;
import org.outreachsync.export.destination.Rendition;
import org.outreachsync.export.ledger.Entry;
import org.outreachsync.refusal.RefusedException;

/** What shaped the exports that were made. */
record Renditions(Recipients recipients) {

    /** What shaped a prepared export; empty if the document of its destination cannot be read any more. */
    Optional<Rendition> of(Entry entry) {
        var content = entry.content();
        if (content == null) {
            return Optional.empty();
        }
        try {
            return recipients.rendition(
                    entry.id().destination(), content.versions().destination());
        } catch (RefusedException unreadable) {
            return Optional.empty();
        }
    }
}
