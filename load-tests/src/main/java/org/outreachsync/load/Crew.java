package org.outreachsync.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.outreachsync.device.transport.Transport;

/** Workers of one site with a tablet each, who work at the same time. */
final class Crew {

    private final List<ShiftWorker> workers = new ArrayList<>();
    private final Duration pause;

    /**
     * Nobody yet.
     *
     * @param pause between two syncs of a tablet; zero for none
     */
    Crew(Duration pause) {
        this.pause = pause;
    }

    /** Something that is done to servers. */
    interface Step {
        void take() throws IOException, InterruptedException;
    }

    /** Something that is done to servers, and what came of it. */
    interface Attempt<T> {
        T take() throws IOException, InterruptedException;
    }

    /**
     * Enrols tablets.
     *
     * @param ways how each tablet reaches a server
     */
    void enrol(
            AdminClient admin,
            Path folder,
            Supplier<? extends Transport> ways,
            String site,
            int tablets,
            LocalDate day,
            long seed)
            throws Exception {
        for (int no = 1; no <= tablets; no++) {
            var worker = new ShiftWorker(folder, ways.get(), site, no, day, seed);
            worker.enrol(admin.enrolmentCode(site));
            workers.add(worker);
        }
    }

    /** The workers; more may be added. */
    List<ShiftWorker> workers() {
        return workers;
    }

    /** Takes a step while all work. */
    void whileTheyWork(Step step) throws IOException, InterruptedException {
        whileTheyWork(() -> {
            step.take();
            return workers;
        });
    }

    /** Does something while all work, and gives what came of it. */
    <T> T whileTheyWork(Attempt<T> attempt) throws IOException, InterruptedException {
        var open = new AtomicBoolean(true);
        workers.forEach(worker -> worker.pace().resume());
        var threads = workers.stream()
                .map(worker -> Thread.ofPlatform().name("worker").start(() -> worker.work(() -> goesOn(open))))
                .toList();
        try {
            return attempt.take();
        } finally {
            open.set(false);
            for (var thread : threads) {
                thread.join();
            }
        }
    }

    private boolean goesOn(AtomicBoolean open) {
        if (pause.isPositive()) {
            LockSupport.parkNanos(pause.toNanos());
        }
        return open.get();
    }

    /**
     * Waits until each tablet has synced again.
     *
     * @param longest how long each may take
     * @throws IllegalStateException if one does not
     */
    void awaitSyncs(Duration longest) throws InterruptedException {
        for (var worker : workers) {
            if (!worker.pace().awaitNext(longest)) {
                throw new IllegalStateException("a tablet could not sync for " + longest);
            }
        }
    }

    /** How the syncs of all went since this was last asked; the longest wait is that of one tablet. */
    Pace.Span fared() {
        var spans = workers.stream().map(worker -> worker.pace().since()).toList();
        return new Pace.Span(
                spans.stream().mapToLong(Pace.Span::complete).sum(),
                spans.stream().mapToLong(Pace.Span::failed).sum(),
                spans.stream().mapToLong(Pace.Span::longestMillis).max().orElse(0));
    }

    /** Syncs twice until nothing waits, since the first to finish has not received the records of the last. */
    void finish() {
        workers.forEach(ShiftWorker::finish);
        workers.forEach(ShiftWorker::finish);
    }
}
