package org.outreachsync.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.device.sync.SyncReport;

/**
 * A week of twelve workers on three sites, with everything that goes wrong in one. The same every time: chance comes from a fixed seed, and the clock is
 * the story's. Requests go over real sockets to the real server.
 */
final class Story {

    static final Map<String, String> SITES = sites();
    private static final long SEED = 2_026;
    private static final int WORKERS_PER_SITE = 4;
    private static final int PEOPLE_PER_WORKER = 12;
    private static final int ATTEMPTS_MAX = 200;

    private final Office office;
    private final StoryTime time;
    private final LocalDate monday;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<String, Paper> papers = new LinkedHashMap<>();
    private final List<Worker> workers = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    Story(Office office, StoryTime time, LocalDate monday) {
        this.office = office;
        this.time = time;
        this.monday = monday;
        SITES.keySet().forEach(site -> papers.put(site, new Paper()));
    }

    private static Map<String, String> sites() {
        var sites = new LinkedHashMap<String, String>();
        sites.put("BISHKEK-1", "Bishkek, trust point");
        sites.put("OSH-1", "Osh, mobile van");
        sites.put("DUSHANBE-1", "Dushanbe, shelter");
        return sites;
    }

    /** Plays the week. */
    Report play(Path folder) throws Exception {
        enrol(folder);
        monday();
        tuesday();
        wednesday();
        thursday();
        friday();
        saturday();
        sunday();
        lateShift();
        everybodySyncs(workers);
        everybodySyncs(workers);
        return new Findings(office, papers, workers, monday).report(events);
    }

    private void enrol(Path folder) throws Exception {
        time.at(monday, 8, 0);
        for (var paper : papers.entrySet()) {
            for (int at = 0; at < WORKERS_PER_SITE; at++) {
                var worker = new Worker(workers.size() + 1, paper.getKey(), folder, office, time, paper.getValue());
                worker.enrol(office.enrolmentCode(paper.getKey()));
                workers.add(worker);
            }
        }
        events.add("Mon  " + workers.size() + " tablets enrolled at " + SITES.size() + " sites, each with a one-time code");
    }

    private void monday() {
        shifts(0, workers);
        var one = worker(1);
        int sent = one.tablet().unsentOps();
        one.network.loseAnswers(1);
        var lost = one.sync();
        finish(one);
        say("Mon", one, "sent " + sent + " records; the answer was lost (" + lost.reason() + "); sent again, counted once");
        everybodySyncs(onDuty());
    }

    private void tuesday() {
        var woken = worker(5);
        time.at(monday.plusDays(1), 9, 0);
        woken.clock.setWall(3_600_000);
        var record = woken.contact(person(5, 1), 2);
        shifts(1, onDuty());
        finish(woken);
        woken.clock.setRight();
        var filed = woken.tablet().record(woken.site, record.id()).orElseThrow().shown().getEnvelope().getOccurredOn();
        say("Tue", woken, "tablet woke up in 1970; its shift is filed under " + LocalDate.ofEpochDay(filed));
        worker(1).exchange("Ж1988КАЛА", 10, 4);
        everybodySyncs(onDuty());
    }

    private void wednesday() {
        shifts(2, onDuty());
        var two = worker(2);
        var three = worker(3);
        var record = two.exchange(person(2, 3), 20, 0).id();
        everybodySyncs(List.of(two, three));
        time.pass(600);
        two.tablet().edit(record, Edit.of(Worker.corrected(25)));
        time.pass(600);
        three.tablet().edit(record, Edit.of(Worker.corrected(30)));
        two.correctPaper(20, 30);
        everybodySyncs(List.of(two, three));
        say("Wed", three, "and worker 2 corrected one count, 25 and 30, without seeing each other: 30 is shown, a review keeps both");
        everybodySyncs(onDuty());
    }

    private void thursday() {
        shifts(3, onDuty());
        worker(9).exchange(person(9, 5), 15, 5);
        worker(10).exchange(person(9, 5), 15, 5);
        worker(5).contact("Ж1988КАЛА", 4);
        everybodySyncs(onDuty());
        say("Thu", worker(10), "and worker 9 recorded the same client and service: kept both, shown to a supervisor as a possible duplicate");
    }

    private void friday() {
        shifts(4, onDuty());
        var seven = worker(7);
        seven.clock.setWall(time.millis() + Duration.ofDays(730).toMillis());
        seven.exchangeOffPaper(person(7, 2), 10, 0);
        seven.clock.reboot();
        seven.clock.setRight();
        finish(seven);
        var told = seven.tablet().attentions().getLast();
        say("Fri", seven, "one record is dated two years ahead and nobody can tell when it was: quarantined (" + told.getResult().getCode() + "), the rest of the batch stands");
        everybodySyncs(onDuty());
    }

    private void saturday() throws IOException {
        shifts(5, workers);
        var ten = worker(10);
        ten.network.killWithNextAnswer();
        int waiting = ten.tablet().unsentOps();
        try {
            ten.sync();
        } catch (Network.AppKilledException killed) {
            ten.restartApp();
        }
        finish(ten);
        say("Sat", ten, "the app was killed in mid-upload of " + waiting + " records and started again from its file: nothing lost, nothing twice");
        everybodySyncs(onDuty());
    }

    private void sunday() {
        shifts(6, onDuty());
        worker(1).click(8, 30, 5);
        worker(2).click(5, 20, 3);
        everybodySyncs(onDuty());
        say("Sun", worker(1), "and worker 2 clicked 8 and 5 anonymous contacts in one day tally: 13 together");
    }

    /** Worker 12 was in the mountains: Saturday's shift comes nine days later. */
    private void lateShift() throws IOException, InterruptedException {
        var late = worker(12);
        long before = contactsOf(late.site);
        time.at(monday.plusDays(14), 10, 0);
        int sent = late.tablet().unsentOps();
        finish(late);
        long after = contactsOf(late.site);
        events.add("+9d  worker 12 (" + late.site + "): Monday's and Saturday's " + sent + " records arrive late; contacts of the week go from " + before + " to " + after);
    }

    private long contactsOf(String site) throws IOException, InterruptedException {
        return new Findings(office, papers, workers, monday).settled("CONTACTS", site);
    }

    private void shifts(int day, List<Worker> onShift) {
        time.at(monday.plusDays(day), 10, 0);
        for (var worker : onShift) {
            int acts = 3 + random.nextInt(4);
            for (int act = 0; act < acts; act++) {
                time.pass(300);
                act(worker, random.nextInt(10));
            }
        }
        time.at(monday.plusDays(day), 20, 0);
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

    /** Each worker knows other people, so that only the story makes two meet the same. */
    private static String person(int worker, int which) {
        int no = worker * PEOPLE_PER_WORKER + which;
        char first = (char) ('А' + no % 20);
        char second = (char) ('А' + no / 20);
        return (which % 3 == 0 ? "Ж" : "М") + (1968 + no % 37) + first + second + "НУ";
    }

    private Worker worker(int number) {
        return workers.get(number - 1);
    }

    private List<Worker> onDuty() {
        return workers.subList(0, workers.size() - 1);
    }

    private void say(String day, Worker worker, String what) {
        events.add(day + "  worker " + worker.number + " (" + worker.site + "): " + what);
    }

    private static void everybodySyncs(List<Worker> all) {
        all.forEach(Story::finish);
    }

    /** Syncs until nothing waits on either side, as patiently as the server asks. */
    private static void finish(Worker worker) {
        SyncReport report = worker.sync();
        for (int attempt = 0; !report.isComplete(); attempt++) {
            if (attempt == ATTEMPTS_MAX) {
                throw new IllegalStateException("worker " + worker.number + " cannot sync: " + report);
            }
            LockSupport.parkNanos(Duration.ofMillis(Math.min(report.waitMillis(), 100)).toNanos());
            report = worker.sync();
        }
    }
}
