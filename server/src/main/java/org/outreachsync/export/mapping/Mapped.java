package org.outreachsync.export.mapping;

import java.util.List;
import org.outreachsync.export.dhis2.Push;

/** An export in terms of DHIS2. */
public sealed interface Mapped {

    /**
     * Every figure has its place.
     *
     * @param pushes what each form is to hold; one for each org unit
     */
    record Complete(List<Push> pushes) implements Mapped {
        public Complete {
            pushes = List.copyOf(pushes);
        }
    }

    /**
     * Some figures have no place, so nothing may be sent.
     *
     * @param missing what lacks, in words, each once
     */
    record Incomplete(List<String> missing) implements Mapped {
        public Incomplete {
            missing = List.copyOf(missing);
        }
    }
}
