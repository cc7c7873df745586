package org.outreachsync.edge.route;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.outreachsync.edge.Answer;

/** An answer that never changes. It is made for the first who asks, since it would slow each start. */
final class LateAnswer {

    private final Supplier<Answer> making;
    private volatile @Nullable Answer made;

    LateAnswer(Supplier<Answer> making) {
        this.making = making;
    }

    /** The answer. Two who ask first at once may both make it. */
    Answer get() {
        var known = made;
        if (known == null) {
            known = making.get();
            made = known;
        }
        return known;
    }
}
