package org.outreachsync.indicator.count;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.outreachsync.indicator.breakdown.Labels;
import org.outreachsync.indicator.breakdown.Slices.Slice;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Measure;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.count.Figures.Known;
import org.outreachsync.indicator.question.Question;
import org.outreachsync.model.codes.Code;

/**
 * A slice, and who of it is meant.
 *
 * @param people all, or those of one code
 */
public record PersonSlice(Operand.People people, Slice slice) {

    /** The slices, cut by the code by which the persons of a measure are kept apart, when that is asked for. */
    static List<PersonSlice> of(Operand.People people, List<Slice> slices, Known known, Question question) {
        if (!question.by().contains(Dimension.STOP_REASON)) {
            return slices.stream().map(slice -> new PersonSlice(people, slice)).toList();
        }
        var name = people.measures().getFirst();
        var list = Objects.requireNonNull(known.catalogue().measure(name).splitBy());
        var codes = Stream.concat(
                        Stream.of(0), known.codes().get(list).all().stream().map(Code::id))
                .toList();
        var labels = new Labels(known.codes(), question.ageGroups());
        return slices.stream()
                .flatMap(slice -> codes.stream()
                        .map(code -> new PersonSlice(
                                new Operand.People.All(List.of(Measure.withCode(name, code))),
                                new Slice(
                                        slice.group().with(Dimension.STOP_REASON, labels.code(list, code)),
                                        slice.selection()))))
                .toList();
    }
}
