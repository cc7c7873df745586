package org.outreachsync.indicator.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.outreachsync.indicator.cell.PersonColumn;

/**
 * The persons of a measure day by day, under the numbers of their records.
 *
 * @param segments the last day first
 */
record Timeline(List<Segment> segments) {

    private static final Comparator<Segment> LAST_DAY_FIRST = Comparator.comparingInt(Segment::day).reversed();

    /**
     * Some persons of a day.
     *
     * @param numbers not to be changed; those from {@code begin} to before {@code end} are meant
     */
    record Segment(int day, int[] numbers, int begin, int end) {}

    /** Of what a selection visits, in any order. */
    static Timeline of(Consumer<PersonColumn.Visitor> visits) {
        var segments = new ArrayList<Segment>();
        visits.accept((day, project, numbers, begin, end) -> segments.add(new Segment(day, numbers, begin, end)));
        segments.sort(LAST_DAY_FIRST);
        return new Timeline(segments);
    }
}
