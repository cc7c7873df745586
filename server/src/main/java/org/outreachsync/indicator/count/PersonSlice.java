package org.outreachsync.indicator.count;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.outreachsync.indicator.breakdown.Slices.Slice;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Measure;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.model.codes.Code;

/**
 * A slice of a question, with the persons to count.
 *
 * @param people the persons of the operand, or only those with one code
 * @param slice the sites, days and funding source
 */
record PersonSlice(Operand.People people, Slice slice) {

    /**
     * The slices of a question. If the breakdown is by the code by which a measure separates its persons, there is one
     * for each slice and code.
     */
    static List<PersonSlice> of(Operand.People people, QuestionScope scope) {
        var by = scope.question().by();
        var slices = scope.slicesByProject(by);
        if (!by.contains(Dimension.STOP_REASON)) {
            return slices.stream().map(slice -> new PersonSlice(people, slice)).toList();
        }
        var context = scope.context();
        var name = people.measures().getFirst();
        var list = Objects.requireNonNull(context.catalogue().measure(name).splitBy());
        var codes = Stream.concat(
                        Stream.of(0), context.codes().get(list).all().stream().map(Code::id))
                .toList();
        var labels = scope.labels();
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
