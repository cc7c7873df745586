package org.outreachsync.indicator.count;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.breakdown.Labels;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Measure;
import org.outreachsync.indicator.count.OperandValue.Contacts;
import org.outreachsync.indicator.question.CheckedQuestion;
import org.outreachsync.model.codes.Code;

/**
 * Computes an operand substance by substance. A person or record with several substances is in several rows, so the
 * rows do not add up. An operand that is not counted by substance is the same in each row.
 */
final class BySubstance {

    private final CountingContext context;
    private final CheckedQuestion question;

    BySubstance(CountingContext context, CheckedQuestion question) {
        this.context = context;
        this.question = question;
    }

    /**
     * An operand as a whole, by substance, and by the question's other dimensions.
     *
     * @param substances the rows
     * @param operand computes the operand
     */
    OperandValue of(Iterable<Code> substances, Labels labels, Function<QuestionCounter, OperandValue> operand) {
        var by = EnumSet.copyOf(question.by());
        by.remove(Dimension.SUBSTANCE);
        var whole = operand.apply(
                new QuestionCounter(context, question.of(question.definition(), EnumSet.noneOf(Dimension.class))));
        var groups = new HashMap<Group, Long>();
        var contacts = new HashMap<Group, Long>();
        for (var substance : substances) {
            var definition = question.definition().ofElement(name -> named(context.catalogue(), name, substance.id()));
            var part = operand.apply(new QuestionCounter(context, question.of(definition, by)));
            var label = labels.code("substance", substance.id());
            rows(by.isEmpty(), part.total(), part.groups())
                    .forEach((group, value) -> groups.put(group.with(Dimension.SUBSTANCE, label), value));
            var met = part.contacts();
            if (met != null) {
                rows(by.isEmpty(), met.total(), met.groups())
                        .forEach((group, value) -> contacts.put(group.with(Dimension.SUBSTANCE, label), value));
            }
        }
        var met = whole.contacts();
        return new OperandValue(
                whole.total(),
                groups,
                whole.source(),
                whole.sources(),
                met == null ? null : new Contacts(met.total(), contacts));
    }

    private static Map<Group, Long> rows(boolean isOne, @Nullable Long total, Map<Group, Long> groups) {
        return !isOne ? groups : total == null ? Map.of() : Map.of(Group.ALL, total);
    }

    private static String named(Catalogue catalogue, String measure, int code) {
        return catalogue.measure(measure).hasEach() ? Measure.ofElement(measure, code) : measure;
    }
}
