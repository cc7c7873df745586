package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.device.Programme;
import org.outreachsync.device.Tablet;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.device.journal.MemoryJournalFile;
import org.outreachsync.device.journal.Seal;
import org.outreachsync.device.sync.SyncListener;
import org.outreachsync.device.sync.SyncReason;
import org.outreachsync.device.sync.SyncReport;
import org.outreachsync.device.sync.SyncSettings;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.SiteDayTally;

/**
 * A tablet whose file is put back from an older copy of itself loses nothing that anybody recorded on it, and counts
 * nothing twice.
 */
class CopiedTabletTest {

    private final Field field = new Field();
    private final Link link = new Link(field);
    private final List<Integer> contacts = new ArrayList<>();
    private int clicks;
    private Random random = new Random(1);
    private MemoryJournalFile journal = new MemoryJournalFile();
    private Tablet tablet = open();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("seeds", 60));
    }

    private Tablet open(byte[] file) {
        journal = new MemoryJournalFile(file);
        return open();
    }

    private Tablet open() {
        return Tablet.open(journal, Seal.NONE, Programme.of(LocalDate.of(2015, 1, 1)), link);
    }

    private void enrol() {
        try {
            tablet.enrolment(link, KeySource.of(new SecureRandom())).enrol("code", "tab", "1");
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private SyncReport sync() {
        return tablet.engine(link, random, SyncListener.NONE, SyncSettings.of("1"))
                .sync();
    }

    /** Syncs until all is said, enrolling again when the server asks for it. */
    private boolean settle() {
        boolean enrolled = false;
        for (int attempt = 0; attempt < 10; attempt++) {
            var report = sync();
            if (report.isComplete()) {
                return enrolled;
            }
            if (report.reason() == SyncReason.ENROL_AGAIN) {
                enrolled = true;
                enrol();
            }
        }
        throw new AssertionError("the tablet does not come to rest");
    }

    private void contact() {
        field.now += 1_000;
        int minutes = contacts.size() % 200 + 1;
        tablet.create(
                Field.SITE,
                Field.envelope(),
                OutreachContact.newBuilder()
                        .setSex(1)
                        .setAgeBand(5)
                        .setMode(1)
                        .setSetting(1)
                        .setDurationMin(minutes)
                        .addServices(1)
                        .build());
        contacts.add(minutes);
    }

    private void click() {
        field.now += 1_000;
        tablet.count(
                Field.SITE,
                Field.envelope(),
                SiteDayTally.newBuilder()
                        .setSex(2)
                        .setAgeBand(6)
                        .setMode(1)
                        .setContacts(1)
                        .build());
        clicks++;
    }

    /** What the server shows: how long each contact took, and how many clicks there are. */
    private record Shown(List<Integer> contacts, int clicks) {}

    private Shown shown() {
        var reader = Field.device(2);
        var minutes = new ArrayList<Integer>();
        int sum = 0;
        for (var change : field.server()
                .sync(reader, Requests.of(field.request(reader)))
                .response()
                .getChangesList()) {
            if (change.hasOutreachContact()) {
                minutes.add(change.getOutreachContact().getDurationMin());
            }
            sum += change.getSiteDayTally().getContacts();
        }
        return new Shown(minutes, sum);
    }

    @Test
    void recordsThatTookTheNumbersOfOthersAreNotDropped() {
        enrol();
        contact();
        settle();
        var copy = journal.content();
        contact();
        contact();
        settle();
        tablet = open(copy);
        contact();
        contact();
        contact();

        assertEnrolsAgainAndAllIsThereOnce();
        assertThat(tablet.list(Field.SITE)).hasSize(contacts.size());
    }

    @Test
    void clicksOnACopyAreAddedToWhatTheOriginalCounted() {
        enrol();
        click();
        settle();
        var copy = journal.content();
        click();
        click();
        click();
        settle();
        tablet = open(copy);
        click();
        settle();
        click();
        settle();
        assertThat(shown().clicks()).isEqualTo(6);
    }

    @Test
    void whatWaitedInTheCopyAndWasSentInManyBatchesSinceIsNotSentAgain() {
        enrol();
        settle();
        contact();
        contact();
        click();
        var copy = journal.content();
        for (int shift = 0; shift < 20; shift++) {
            settle();
            contact();
        }
        settle();
        tablet = open(copy);
        contact();
        click();

        assertEnrolsAgainAndAllIsThereOnce();
    }

    @Test
    void whatWaitedInTheCopyIsNotSentAgainThoughItIsMoreThanABatch() {
        enrol();
        settle();
        for (int at = 0; at < 700; at++) {
            contact();
        }
        var copy = journal.content();
        contact();
        settle();
        tablet = open(copy);
        contact();

        assertEnrolsAgainAndAllIsThereOnce();
    }

    @Test
    void aCopyFromBeforeAnEnrolmentIsNoticedByTheEpochsThatItSkips() {
        enrol();
        contact();
        click();
        settle();
        var copy = journal.content();
        contact();
        click();
        click();
        settle();
        enrol();
        contact();
        settle();
        tablet = open(copy);
        contact();
        click();

        assertEnrolsAgainAndAllIsThereOnce();
    }

    private void assertEnrolsAgainAndAllIsThereOnce() {
        assertThat(settle()).as("enrolled again").isTrue();
        assertThat(shown().contacts()).hasSize(contacts.size()).containsExactlyInAnyOrderElementsOf(contacts);
        assertThat(shown().clicks()).isEqualTo(clicks);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostOrCountedTwice(long seed) {
        random = new Random(seed);
        enrol();
        work(random.nextInt(25));
        var copy = journal.content();
        int clicksCopied = clicks;
        Set<Integer> mustBeThere = new HashSet<>(contacts);
        work(random.nextInt(25));
        var original = shown();
        mustBeThere.addAll(original.contacts());

        link.bootId += random.nextInt(2);
        link.wallOffset = random.nextInt(4) == 0 ? -10_800_000L : 0;
        tablet = open(copy);
        int before = contacts.size();
        clicks = Math.max(clicksCopied, original.clicks());
        work(random.nextInt(25));
        mustBeThere.addAll(contacts.subList(before, contacts.size()));
        link.losses = null;
        settle();

        var shown = shown();
        assertThat(shown.contacts()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(mustBeThere);
        assertThat(shown.clicks()).isEqualTo(clicks);
    }

    private void work(int acts) {
        link.losses = random;
        for (int act = 0; act < acts; act++) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    if (sync().reason() == SyncReason.ENROL_AGAIN) {
                        enrol();
                    }
                }
                case 1 -> link.bootId++;
                case 2, 3, 4 -> click();
                default -> contact();
            }
        }
    }
}
