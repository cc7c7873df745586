package org.outreachsync.indicator.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.outreachsync.indicator.person.Persons;

/** What a month keeps of the meetings of each person. */
class MeetingsOfMonthTest {

    private static final int[] TIMES = {0, 1, 0, 127, 128, 254, 255, 256, 70_000, 0};

    private final People people = new People();

    @Test
    void noNumberOfMeetingsIsCutOff() {
        people.learn(List.of(new Persons.Person("key", TIMES.length - 1, new Persons.Facts(1, 1990, false))));
        var tally = new PersonTally(people);
        for (int person = 0; person < TIMES.length; person++) {
            if (TIMES[person] > 0) {
                tally.add(person, TIMES[person]);
            }
        }
        var month = MeetingsOfMonth.of(tally);
        var all = new int[TIMES.length];
        month.addTo(all);
        assertThat(all).containsExactly(TIMES);

        month.addTo(all);
        assertThat(all)
                .as("of two such months")
                .containsExactly(IntStream.of(TIMES).map(times -> 2 * times).toArray());
    }
}
