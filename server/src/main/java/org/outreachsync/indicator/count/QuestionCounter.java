package org.outreachsync.indicator.count;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.breakdown.BreakdownRows;
import org.outreachsync.indicator.breakdown.Group;
import org.outreachsync.indicator.breakdown.Slices.Slice;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.indicator.cell.CellCounter;
import org.outreachsync.indicator.cohort.CohortScope;
import org.outreachsync.indicator.cohort.PersonFinders;
import org.outreachsync.indicator.question.CheckedQuestion;

/**
 * Computes numerator and denominator of one question, as a whole and by group. Not thread-safe; used within one
 * {@link org.outreachsync.indicator.cube.Cube#ask}.
 */
public final class QuestionCounter {

    private final CountingContext context;
    private final CheckedQuestion question;
    private final QuestionScope scope;
    private final PersonFinders finders;
    private final SumCounter sums;
    private final PersonCounter persons;
    private final DayCounter days;
    private final EnteredFigures entered;

    /** Prepares to count; nothing is counted yet. */
    public QuestionCounter(CountingContext context, CheckedQuestion question) {
        this.context = context;
        this.question = question;
        this.scope = QuestionScope.of(context, question);
        var period = question.period();
        this.finders = new PersonFinders(new CohortScope(
                context.catalogue(), context.cube(), scope.programme(), period.from(), period.to(), context.today()));
        this.sums = new SumCounter(scope);
        this.persons = new PersonCounter(scope, finders);
        this.days = new DayCounter(scope);
        this.entered = new EnteredFigures(scope);
    }

    /**
     * The rows of the breakdown, including those with 0.
     *
     * @throws org.outreachsync.refusal.RefusedException PARAMETER if they are too many
     */
    public SortedSet<Group> rows() {
        var slices = scope.slices(question.by()).stream().map(Slice::group).toList();
        return breakdown().rows(slices, question.by());
    }

    private BreakdownRows breakdown() {
        return new BreakdownRows(
                context.catalogue(),
                context.codes(),
                scope.labels(),
                question.definition(),
                question.period(),
                scope.selection());
    }

    private OperandValue bySubstance(Function<QuestionCounter, OperandValue> operand) {
        return new BySubstance(context, question).of(breakdown().substances().toList(), scope.labels(), operand);
    }

    /** The numerator. */
    public OperandValue numerator() {
        if (question.by().contains(Dimension.SUBSTANCE)) {
            return bySubstance(QuestionCounter::numerator);
        }
        return value(question.definition().numerator(), question.definition().numeratorOnly(), true);
    }

    /** The denominator; null if the definition has none. */
    public @Nullable OperandValue denominator() {
        var operand = question.definition().denominator();
        if (operand != null && question.by().contains(Dimension.SUBSTANCE)) {
            return bySubstance(counter -> Objects.requireNonNull(counter.denominator()));
        }
        return operand == null ? null : value(operand, question.definition().denominatorOnly(), false);
    }

    private OperandValue value(Operand operand, Only only, boolean withContacts) {
        return switch (operand) {
            case Operand.SizeEstimate estimate -> entered.sizeEstimate(estimate.population());
            case Operand.Target target -> entered.denominator(target.indicator());
            case Operand.Sum sum -> sums.of(sum, only);
            case Operand.Sites sites -> counted(by -> sums.sites(sites, by));
            case Operand.PersonDays stays -> {
                var spells = finders.spells(stays);
                yield counted(by -> days.personDays(stays, spells, only, by));
            }
            case Operand.LevelDays level -> counted(by -> days.levelDays(level, by));
            case Operand.Persons who -> persons.of(who.people(), only, withContacts);
        };
    }

    private interface Counting {
        Map<Group, Long> count(Set<Dimension> by);
    }

    private OperandValue counted(Counting counting) {
        var all = counting.count(Set.of()).getOrDefault(Group.ALL, 0L);
        return OperandValue.counted(all, question.by().isEmpty() ? Map.of() : counting.count(question.by()));
    }

    /** The targets that people entered for the question and its rows. */
    public EnteredFigures.Goals goals() {
        return entered.goals(question.definition().code());
    }

    /** The number of late records. */
    public long late() {
        return SumCounter.total(sums.groups(List.of(CellCounter.LATE), Only.EVERYBODY, Set.of()));
    }

    /** The number of late records of each group; null if groups are not made of records. */
    public @Nullable Map<Group, Long> lateByGroup() {
        return Dimension.OF_RECORDS.containsAll(question.by())
                ? sums.groups(List.of(CellCounter.LATE), Only.EVERYBODY, question.by())
                : null;
    }
}
