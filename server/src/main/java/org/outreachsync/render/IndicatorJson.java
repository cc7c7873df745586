package org.outreachsync.render;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.Unit;
import org.outreachsync.indicator.answer.Figures;
import org.outreachsync.indicator.answer.Figures.Value;
import org.outreachsync.indicator.answer.IndicatorAnswer;
import org.outreachsync.indicator.answer.IndicatorAnswer.Completeness;
import org.outreachsync.indicator.answer.IndicatorAnswer.Previous;
import org.outreachsync.indicator.answer.IndicatorAnswer.Row;
import org.outreachsync.indicator.answer.IndicatorAnswer.SiteProgress;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Comparison;
import org.outreachsync.indicator.question.Entered;

/** Writes the answer of an indicator as JSON. A figure that is not known is null. */
public final class IndicatorJson {

    private final IndicatorAnswer answer;

    private IndicatorJson(IndicatorAnswer answer) {
        this.answer = answer;
    }

    /** A JSON object in UTF-8. */
    public static byte[] of(IndicatorAnswer answer) {
        return JsonMembers.object(new IndicatorJson(answer)::put);
    }

    private void put(JsonMembers to) {
        DefinitionJson.put(answer.definition(), to);
        to.put("period", answer.period().text())
                .put("from", answer.period().from().toString())
                .put("to", answer.period().to().toString())
                .texts("sites", answer.sites())
                .put("usual_period", answer.usualPeriod())
                .texts(
                        "dimensions",
                        answer.dimensions().stream().map(Dimension::word).toList());
        figures(answer.whole(), to);
        rows(answer.rows(), answer.compared(), to);
        beside(answer.whole(), answer.compared(), to);
        to.put("provisional", answer.provisional()).put("late", answer.late());
        if (!answer.ownLabels().isEmpty()) {
            to.object(
                    "own_labels",
                    lists -> answer.ownLabels()
                            .forEach((list, codes) -> lists.object(
                                    list,
                                    labels -> codes.forEach((code, text) ->
                                            labels.object(code, languages -> DefinitionJson.texts(text, languages))))));
        }
        var previous = answer.previous();
        if (previous != null) {
            to.object("previous", members -> previous(previous, members));
        }
        if (!answer.benchmarks().isEmpty()) {
            to.list("benchmarks", answer.benchmarks(), DefinitionJson::benchmark);
        }
        to.object(
                "as_of",
                sites -> answer.progress()
                        .forEach((site, progress) -> sites.object(site, members -> progress(progress, members))));
        to.object(
                "completeness",
                sites -> answer.completeness()
                        .forEach((site, one) -> sites.object(site, members -> completeness(one, members))));
    }

    private void previous(Previous previous, JsonMembers to) {
        to.put("period", previous.period().text());
        figures(previous.whole(), to);
        rows(previous.rows(), Set.of(), to);
    }

    private void rows(List<Row> rows, Set<Comparison> compared, JsonMembers to) {
        if (!answer.dimensions().isEmpty()) {
            to.list("by", rows, (row, members) -> row(row, compared, members));
        }
    }

    private static void row(Row row, Set<Comparison> compared, JsonMembers to) {
        row.labels().forEach((dimension, label) -> to.put(dimension.word(), label));
        figures(row.figures(), to);
        var contacts = row.figures().contacts();
        if (contacts != null) {
            to.put("contacts", contacts);
        }
        var late = row.late();
        if (late != null) {
            to.put("late", late);
        }
        var month = row.month();
        if (month != null) {
            to.put("provisional", month.provisional()).put("usual_period", month.usualPeriod());
        }
        if (compared.contains(Comparison.TARGET)) {
            target(row.figures().target(), to);
        }
    }

    private static void beside(Figures figures, Set<Comparison> compared, JsonMembers to) {
        var contacts = figures.contacts();
        if (contacts != null) {
            to.put("contacts", contacts);
        }
        if (compared.contains(Comparison.TARGET)) {
            target(figures.target(), to);
        }
    }

    private static void figures(Figures figures, JsonMembers to) {
        to.putNullable("numerator", figures.numerator());
        var denominator = figures.denominator();
        if (denominator != null) {
            to.putNullable("denominator", denominator.value());
            var entered = denominator.entered();
            if (entered != null) {
                to.put("denominator_source", entered.source())
                        .put("denominator_year", entered.year())
                        .put("denominator_period", entered.period());
            }
        }
        switch (figures.value()) {
            case Value.Count(long count) -> to.put("value", count);
            case Value.Quotient(double quotient) -> to.put("value", quotient);
            case null -> to.putNull("value");
        }
    }

    private static void target(Entered.@Nullable Goal target, JsonMembers to) {
        if (target == null) {
            to.putNull("target");
            return;
        }
        to.object("target", members -> {
            members.put("value", target.value())
                    .put("unit", target.unit().name())
                    .put("compared_with", target.unit() == Unit.COUNT ? "numerator" : "value")
                    .put("period", target.period().text());
            if (!target.parts().isEmpty()) {
                members.texts("sum_of", target.parts());
            }
            members.put("source", target.source());
        });
    }

    private static void progress(SiteProgress progress, JsonMembers to) {
        to.put("acknowledged_to", progress.acknowledgedTo()).put("counted_to", progress.countedTo());
        var mayReach = progress.mayReach();
        if (mayReach != null) {
            to.put("may_reach", mayReach);
        }
    }

    private static void completeness(Completeness completeness, JsonMembers to) {
        to.put("tablets", completeness.tablets())
                .put("not_synced", completeness.notSynced())
                .put("since", completeness.since().toString())
                .list("waiting_for", completeness.waitingFor(), (waiting, members) -> {
                    members.put("tablet", waiting.tablet());
                    var synced = waiting.lastSynced();
                    if (synced == null) {
                        members.putNull("last_synced");
                    } else {
                        members.put("last_synced", synced.toString());
                    }
                });
    }
}
