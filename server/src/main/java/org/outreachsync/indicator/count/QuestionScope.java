package org.outreachsync.indicator.count;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.outreachsync.indicator.AgeBands;
import org.outreachsync.indicator.breakdown.Labels;
import org.outreachsync.indicator.breakdown.PersonGroups;
import org.outreachsync.indicator.breakdown.Slices;
import org.outreachsync.indicator.breakdown.Slices.Slice;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.catalogue.Operand.Only;
import org.outreachsync.indicator.cell.PersonColumn;
import org.outreachsync.indicator.cube.Selection;
import org.outreachsync.indicator.question.CheckedQuestion;
import org.outreachsync.indicator.question.Places.Place;
import org.outreachsync.indicator.question.Stretch;

/**
 * The sites and days of a question, as counters need them.
 *
 * @param context the data
 * @param question the question
 * @param selection its sites, days and funding source, within its region and country
 * @param programme all sites over its days, for all funding sources
 */
record QuestionScope(CountingContext context, CheckedQuestion question, Selection selection, Selection programme) {

    static QuestionScope of(CountingContext context, CheckedQuestion question) {
        var whole = new Selection(context.cube(), stretches(question.sites(), question), question.project());
        var slices = new Slices(context.places());
        if (!question.region().isEmpty()) {
            whole = slices.at(whole, Place::region, question.region());
        }
        if (!question.country().isEmpty()) {
            whole = slices.at(whole, Place::country, question.country());
        }
        var programme =
                new Selection(context.cube(), stretches(context.programme(), question), PersonColumn.ALL_PROJECTS);
        return new QuestionScope(context, question, whole, programme);
    }

    private static List<Stretch> stretches(Collection<String> sites, CheckedQuestion question) {
        var period = question.period();
        return sites.stream()
                .map(site -> new Stretch(site, period.from(), period.to()))
                .toList();
    }

    /** The selection cut by place and time. */
    List<Slice> slices(Set<Dimension> by) {
        return new Slices(context.places()).of(selection, by, false);
    }

    /** The selection cut by place, time and funding source. */
    List<Slice> slicesByProject(Set<Dimension> by) {
        return new Slices(context.places()).of(selection, by, true);
    }

    Labels labels() {
        return new Labels(context.codes(), question.ageGroups());
    }

    /** Groups persons by their attributes. */
    PersonGroups personGroups(Only only, Set<Dimension> by) {
        return new PersonGroups(
                context.cube().people(),
                only,
                labels(),
                new AgeBands(context.codes()),
                question.period().from().getYear(),
                by);
    }

    LocalDate today() {
        return context.today();
    }
}
