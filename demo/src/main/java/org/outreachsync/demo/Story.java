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
import java.util.stream.Stream;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.device.sync.SyncReport;

/**
 * A programme that begins with tablets: its workers type in the paper journals of the year before, then twelve of them
 * on three sites work a week, with everything that goes wrong in one. The same every time: the journals are a file,
 * chance comes from a fixed seed, and the clock is the story's. Requests go over real sockets to the real server.
 */
final class Story {

    static final LocalDate MONDAY = LocalDate.of(2026, 1, 12);
    static final List<String> SITES = List.of("BISHKEK-1", "OSH-1", "DUSHANBE-1");
    private static final long SEED = 2_026;
    private static final int WORKERS_PER_SITE = 4;
    private static final int PEOPLE_PER_WORKER = 12;
    private static final int ATTEMPTS_MAX = 200;
    private static final int SECONDS_PER_LINE = 20;

    private final Office office;
    private final StoryTime time;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Map<String, Paper> papers = new LinkedHashMap<>();
    private final List<Worker> workers = new ArrayList<>();
    private final List<Worker> clerks = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    Story(Office office, StoryTime time) {
        this.office = office;
        this.time = time;
        SITES.forEach(site -> papers.put(site, new Paper()));
    }

    /** Plays the week. */
    Report play(Path folder) throws Exception {
        enrol(folder);
        typeJournalsIn();
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
        return new Findings(office, papers, everybody(), MONDAY).report(events);
    }

    private void enrol(Path folder) throws Exception {
        time.at(MONDAY, 8, 0);
        for (var paper : papers.entrySet()) {
            for (int at = 0; at < WORKERS_PER_SITE; at++) {
                workers.add(enrolled(workers.size() + 1, paper.getKey(), folder, paper.getValue()));
            }
        }
        for (var site : office.sites()) {
            if (!papers.containsKey(site)) {
                clerks.add(enrolled(workers.size() + clerks.size() + 1, site, folder, new Paper()));
            }
        }
        say(
                "Mon",
                "The office imports its " + office.sites().size()
                        + " sites, its people and its targets from CSV files.");
        say("Mon", everybody().size() + " tablets enrol at these sites, each with a one-time code.");
    }

    private Worker enrolled(int number, String site, Path folder, Paper paper) throws Exception {
        var worker = new Worker(number, site, folder, office, time, paper);
        worker.enrol(office.enrolmentCode(site));
        return worker;
    }

    /** What was written on paper before there were tablets; one worker of each site types it in. */
    private void typeJournalsIn() {
        time.at(MONDAY, 8, 15);
        var lines = Journals.lines();
        for (var line : lines) {
            time.pass(SECONDS_PER_LINE);
            typist(line.site()).typeIn(line);
        }
        everybodySyncs(everybody());
        say(
                "Mon",
                "Each site types in its paper journals up to the end of " + Year.YEAR + ": " + lines.size()
                        + " records, each filed under its own day.");
    }

    private Worker typist(String site) {
        return everybody().stream()
                .filter(worker -> worker.site.equals(site))
                .findFirst()
                .orElseThrow();
    }

    private List<Worker> everybody() {
        return Stream.concat(workers.stream(), clerks.stream()).toList();
    }

    private void monday() {
        shifts(0, workers);
        var one = worker(1);
        int sent = one.tablet().unsentOps();
        one.network.loseAnswers(1);
        var lost = one.sync();
        finish(one);
        say(
                "Mon",
                "Worker 1 in Bishkek sends " + sent + " records and never gets the answer (" + lost.reason()
                        + "). The tablet sends them again; they count once.");
        everybodySyncs(onDuty());
    }

    private void tuesday() {
        var woken = worker(5);
        time.at(MONDAY.plusDays(1), 9, 0);
        woken.clock.setWall(3_600_000);
        var record = woken.contact(person(5, 1), 2);
        shifts(1, onDuty());
        finish(woken);
        woken.clock.setRight();
        var filed = woken.tablet()
                .record(woken.site, record.id())
                .orElseThrow()
                .shown()
                .getEnvelope()
                .getOccurredOn();
        say(
                "Tue",
                "The clock of worker 5's tablet in Osh says 1970. The shift is still filed under the right day, "
                        + LocalDate.ofEpochDay(filed) + ".");
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
        say(
                "Wed",
                "Workers 2 and 3 in Bishkek correct one count, to 25 and to 30, without knowing of each other. 30 is shown; a review keeps both.");
        everybodySyncs(onDuty());
    }

    private void thursday() {
        shifts(3, onDuty());
        worker(9).exchange(person(9, 5), 15, 5);
        worker(10).exchange(person(9, 5), 15, 5);
        worker(5).contact("Ж1988КАЛА", 4);
        everybodySyncs(onDuty());
        say(
                "Thu",
                "Workers 9 and 10 in Dushanbe record the same service to the same client. Both are kept; a supervisor sees a possible duplicate.");
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
        say(
                "Fri",
                "A record of worker 7 in Osh is dated two years ahead. It goes to quarantine ("
                        + told.getResult().getCode() + "); the rest of its batch is accepted.");
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
        say(
                "Sat",
                "The app of worker 10 in Dushanbe is killed while it uploads " + waiting
                        + " records. Started again, it loses none and sends none twice.");
        everybodySyncs(onDuty());
    }

    private void sunday() {
        shifts(6, onDuty());
        worker(1).click(8, 30, 5);
        worker(2).click(5, 20, 3);
        everybodySyncs(onDuty());
        say(
                "Sun",
                "Workers 1 and 2 in Bishkek click 8 and 5 anonymous contacts in the same day tally, which then shows 13.");
    }

    /** Worker 12 was in the mountains: the shifts of Monday and Saturday come eight days after the week. */
    private void lateShift() throws IOException, InterruptedException {
        var late = worker(12);
        long before = contactsOf(late.site);
        time.at(MONDAY.plusDays(14), 10, 0);
        int sent = late.tablet().unsentOps();
        finish(late);
        long after = contactsOf(late.site);
        say(
                "+8d",
                "Worker 12 in Dushanbe comes back from the mountains with " + sent
                        + " records of Monday and Saturday. Contacts of the week: " + before + ", now " + after + ".");
    }

    private long contactsOf(String site) throws IOException, InterruptedException {
        return new Findings(office, papers, workers, MONDAY).settled("CONTACTS", site);
    }

    private void shifts(int day, List<Worker> onShift) {
        time.at(MONDAY.plusDays(day), 10, 0);
        for (var worker : onShift) {
            int acts = 3 + random.nextInt(4);
            for (int act = 0; act < acts; act++) {
                time.pass(300);
                act(worker, random.nextInt(10));
            }
        }
        time.at(MONDAY.plusDays(day), 20, 0);
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

    private void say(String day, String what) {
        events.add(day + "  " + what);
    }

    private static void everybodySyncs(List<Worker> all) {
        all.forEach(Story::finish);
    }

    /** Syncs until nothing waits on either operand, as patiently as the server asks. */
    private static void finish(Worker worker) {
        SyncReport report = worker.sync();
        for (int attempt = 0; !report.isComplete(); attempt++) {
            if (attempt == ATTEMPTS_MAX) {
                throw new IllegalStateException("worker " + worker.number + " cannot sync: " + report);
            }
            LockSupport.parkNanos(
                    Duration.ofMillis(Math.min(report.waitMillis(), 100)).toNanos());
            report = worker.sync();
        }
    }
}
