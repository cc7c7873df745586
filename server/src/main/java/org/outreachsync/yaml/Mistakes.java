package org.outreachsync.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong in a file, so that a person can put all of it right at once. Each part is read by itself; one
 * that needs another part which is wrong is not read. Used by one thread.
 */
public final class Mistakes {

    /** The most mistakes that are told at once. */
    public static final int MAX = 20;

    private final List<YamlException> found = new ArrayList<>();

    /** What came of reading a part. */
    public final class Part<T extends @Nullable Object> {

        private final @Nullable T value;
        private final boolean isRight;

        private Part(@Nullable T value, boolean isRight) {
            this.value = value;
            this.isRight = isRight;
        }

        /**
         * The value.
         *
         * @throws YamlException with all mistakes so far, if this part was wrong
         */
        @SuppressWarnings("NullAway") // If it is right, it is what the reader returned.
        public T get() {
            if (!isRight) {
                throw YamlException.of(found);
            }
            return value;
        }

        /** The value, or another one if this part was wrong. */
        public T orElse(T other) {
            return isRight ? get() : other;
        }
    }

    /** Reads a part. */
    public <T extends @Nullable Object> Part<T> read(Supplier<T> part) {
        try {
            return new Part<>(part.get(), true);
        } catch (YamlException wrong) {
            add(wrong);
            return new Part<>(null, false);
        }
    }

    /** Checks something. */
    public void check(Runnable part) {
        try {
            part.run();
        } catch (YamlException wrong) {
            add(wrong);
        }
    }

    /** Adds mistakes that are not there already. One more than are told shows that there are more. */
    void add(YamlException wrong) {
        for (var one : wrong.all()) {
            if (found.size() <= MAX
                    && found.stream().noneMatch(other -> other.text().equals(one.text()))) {
                found.add(one);
            }
        }
    }

    /**
     * Ends the reading.
     *
     * @throws YamlException with all mistakes, in the order of their lines, if there are any
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw YamlException.of(found);
        }
    }
}
