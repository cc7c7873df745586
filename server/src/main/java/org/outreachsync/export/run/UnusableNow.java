package org.outreachsync.export.run;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.outreachsync.export.destination.Unusable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The destinations that could not be used at the last look. Each is logged once. Thread-safe. */
final class UnusableNow {

    private static final Logger LOG = LoggerFactory.getLogger(UnusableNow.class);

    private final AtomicReference<List<Unusable>> all = new AtomicReference<>(List.of());

    void note(List<Unusable> found) {
        var known = all.getAndSet(List.copyOf(found));
        found.stream()
                .filter(one -> !known.contains(one))
                .forEach(one -> LOG.error(
                        "the destination {} cannot be used, so nothing is made or delivered for it: {}",
                        one.code(),
                        one.reason()));
    }

    boolean has(String code) {
        return all.get().stream().anyMatch(one -> one.code().equals(code));
    }

    long count() {
        return all.get().size();
    }
}
