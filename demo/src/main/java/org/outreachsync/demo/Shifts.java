package org.outreachsync.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/** The everyday work of a shift, drawn with a fixed seed. */
final class Shifts {

    private static final long SEED = 2_026;
    private static final int PEOPLE_PER_WORKER = 12;

    private final StoryTime time;
    private final SplittableRandom random = new SplittableRandom(SEED);

    Shifts(StoryTime time) {
        this.time = time;
    }

    /** Each of these workers records a few acts on this day. */
    void work(LocalDate day, List<Worker> onShift) {
        time.at(day, 10, 0);
        for (var worker : onShift) {
            int acts = 3 + random.nextInt(4);
            for (int act = 0; act < acts; act++) {
                time.pass(300);
                act(worker, random.nextInt(10));
            }
        }
        time.at(day, 20, 0);
    }

    private void act(Worker worker, int kind) {
        int which = random.nextInt(PEOPLE_PER_WORKER);
        var code = person(worker.number, which);
        if (kind < 5) {
            worker.exchange(code, 5 + random.nextInt(20), random.nextInt(15));
        } else if (kind < 7) {
            worker.contact(code, 1 + random.nextInt(5));
        } else if (kind < 8) {
            worker.anonymousContact();
        } else if (code.startsWith("Ж")) {
            worker.womenVisit(code, 51 + random.nextInt(2), 59 + random.nextInt(8));
        } else {
            worker.contact(code, 1);
        }
    }

    /**
     * A client code. Each worker has different clients, so that two workers meet the same client only where the story
     * says so.
     *
     * @param which the client of the worker, 0 to 11
     */
    static String person(int worker, int which) {
        int no = worker * PEOPLE_PER_WORKER + which;
        char first = (char) ('А' + no % 20);
        char second = (char) ('А' + no / 20);
        return (which % 3 == 0 ? "Ж" : "М") + (1968 + no % 37) + first + second + "НУ";
    }
}
