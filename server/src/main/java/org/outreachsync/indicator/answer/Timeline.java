package org.outreachsync.indicator.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.outreachsync.indicator.cell.PersonColumn;

/** The persons of a measure day by day, under the numbers of their records. */
final class Timeline {

    private final List<Segment> segments;
    private final long first;
    private final int[] ends;

    /**
     * Some persons of a day.
     *
     * @param numbers not to be changed; those from {@code begin} to before {@code end} are meant
     */
    record Segment(int day, int[] numbers, int begin, int end) {}

    private Timeline(List<Segment> segments, long first, int[] ends) {
        this.segments = segments;
        this.first = first;
        this.ends = ends;
    }

    /** Of what a selection visits, in any order. */
    static Timeline of(Consumer<PersonColumn.Visitor> visits) {
        var visited = new ArrayList<Segment>();
        visits.accept((day, project, numbers, begin, end) -> visited.add(new Segment(day, numbers, begin, end)));
        if (visited.isEmpty()) {
            return new Timeline(visited, 0, new int[0]);
        }
        int from = visited.stream().mapToInt(Segment::day).min().orElseThrow();
        int to = visited.stream().mapToInt(Segment::day).max().orElseThrow();
        var next = new int[to - from + 2];
        visited.forEach(segment -> next[segment.day() - from + 1]++);
        for (int day = 1; day < next.length; day++) {
            next[day] += next[day - 1];
        }
        var sorted = new Segment[visited.size()];
        visited.forEach(segment -> sorted[next[segment.day() - from]++] = segment);
        return new Timeline(List.of(sorted), from, next);
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    /** Its first day; of an empty one, any. */
    long first() {
        return first;
    }

    /** Its last day; of an empty one, any. */
    long last() {
        return first + ends.length - 2;
    }

    /** All, by day. */
    List<Segment> all() {
        return segments;
    }

    /** Those of a day. */
    List<Segment> on(long day) {
        if (isEmpty() || day < first || day > last()) {
            return List.of();
        }
        int at = (int) (day - first);
        return segments.subList(at == 0 ? 0 : ends[at - 1], ends[at]);
    }
}
