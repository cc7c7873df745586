package org.outreachsync.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.outreachsync.device.capture.Edit;
import org.outreachsync.device.sync.SyncReport;

/**
 * A programme that starts with tablets. Its workers type in the paper journals of the year before; then twelve of them
 * work a week at three sites, with everything that can go wrong. The story is the same every time: the journals are a
 * file, random choices use a fixed seed, and the clock belongs to the story. Requests go over real sockets to the real
 * server.
 */
final class Story {

    static final LocalDate MONDAY = LocalDate.of(2026, 1, 12);
    static final List<String> SITES = List.of("BISHKEK-1", "OSH-1", "DUSHANBE-1");
    private static final int WORKERS_PER_SITE = 4;
    private static final int ATTEMPTS_MAX = 200;
    private static final int SECONDS_PER_LINE = 20;

    private final Office office;
    private final StoryTime time;
    private final Shifts shifts;
    private final Map<String, Paper> papers = new LinkedHashMap<>();
    private final List<Worker> workers = new ArrayList<>();
    private final List<Worker> clerks = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    Story(Office office, StoryTime time) {
        this.office = office;
        this.time = time;
        this.shifts = new Shifts(time);
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
        var delivered = new Donors(office).report(folder);
        time.at(MONDAY.withDayOfMonth(1).plusMonths(1), 8, 0);
        return new Findings(office, papers, everybody(), MONDAY).report(events, delivered);
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

    /** One worker of each site types in its paper journals. */
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
                "The sites type in their paper journals up to the end of " + Year.YEAR + ": " + lines.size()
                        + " records together, each filed under its own day.");
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
        shifts.work(MONDAY.plusDays(0), workers);
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
        var record = woken.contact(Shifts.person(5, 1), 2);
        shifts.work(MONDAY.plusDays(1), onDuty());
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
        shifts.work(MONDAY.plusDays(2), onDuty());
        var two = worker(2);
        var three = worker(3);
        var record = two.exchange(Shifts.person(2, 3), 20, 0).id();
        everybodySyncs(List.of(two, three));
        time.pass(600);
        two.tablet().edit(record, Edit.of(Worker.corrected(25)));
        time.pass(600);
        three.tablet().edit(record, Edit.of(Worker.corrected(30)));
        two.correctPaper(20, 30);
        everybodySyncs(List.of(two, three));
        say(
                "Wed",
                "Workers 2 and 3 in Bishkek correct the same count, to 25 and to 30, without seeing each other's. 30 is shown; a review keeps both.");
        everybodySyncs(onDuty());
    }

    private void thursday() {
        shifts.work(MONDAY.plusDays(3), onDuty());
        worker(9).exchange(Shifts.person(9, 5), 15, 5);
        worker(10).exchange(Shifts.person(9, 5), 15, 5);
        worker(5).contact("Ж1988КАЛА", 4);
        everybodySyncs(onDuty());
        say(
                "Thu",
                "Workers 9 and 10 in Dushanbe record the same service to the same client. Both are kept; a supervisor sees a possible duplicate.");
    }

    private void friday() {
        shifts.work(MONDAY.plusDays(4), onDuty());
        var seven = worker(7);
        seven.clock.setWall(time.millis() + Duration.ofDays(730).toMillis());
        seven.exchangeOffPaper(Shifts.person(7, 2), 10, 0);
        seven.clock.reboot();
        seven.clock.setRight();
        finish(seven);
        var told = seven.tablet().attentions().getLast();
        say(
                "Fri",
                "A record of worker 7 in Osh is dated two years ahead. It is quarantined ("
                        + told.getResult().getCode() + "); the rest of its batch is accepted.");
        everybodySyncs(onDuty());
    }

    private void saturday() throws IOException {
        shifts.work(MONDAY.plusDays(5), workers);
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
        shifts.work(MONDAY.plusDays(6), onDuty());
        worker(1).click(8, 30, 5);
        worker(2).click(5, 20, 3);
        everybodySyncs(onDuty());
        say(
                "Sun",
                "Workers 1 and 2 in Bishkek click 8 and 5 anonymous contacts in the same day tally, which then shows 13.");
    }

    /** Worker 12 was in the mountains and syncs the shifts of Monday and Saturday eight days after the week. */
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

    /** Syncs until nothing waits on either side, with the pauses that the server asks for. */
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
