package org.outreachsync.render;

import org.jspecify.annotations.Nullable;
import org.outreachsync.disclosure.Told;
import org.outreachsync.export.delivery.FarCheck;
import org.outreachsync.export.run.DryRun;
import org.outreachsync.export.run.DryRun.Preview;
import org.outreachsync.export.table.ExportTable;
import org.outreachsync.export.table.Line;

/** Writes what an export would be as JSON. */
public final class DryRunJson {

    private DryRunJson() {}

    /**
     * The members of a dry run.
     *
     * @param linesMax the most lines of one data set that are written
     */
    public static void put(DryRun dryRun, int linesMax, JsonMembers to) {
        var stop = dryRun.stop();
        if (stop != null) {
            to.object("stop", members -> ExportJson.put(stop, true, members));
        }
        to.list("data_sets", dryRun.previews(), (preview, members) -> put(preview, linesMax, members));
    }

    private static void put(Preview preview, int linesMax, JsonMembers to) {
        var table = preview.table();
        head(table.head(), to);
        to.put("lines", table.lines().size())
                .put("protected_lines", preview.isProtected())
                .put("left_out_lines", preview.leftOut())
                .put("as_told_lines", table.asToldLines())
                .texts("missing_in_mapping", preview.missing());
        var farSide = preview.farSide();
        if (farSide != null) {
            to.object("far_side", members -> put(farSide, members));
        }
        to.list("table", table.lines().stream().limit(linesMax).toList(), DryRunJson::put);
    }

    private static void put(FarCheck farSide, JsonMembers to) {
        switch (farSide) {
            case FarCheck.Asked(var form, var findings) ->
                to.put("asked", true)
                        .put("form", form)
                        .list(
                                "findings",
                                findings,
                                (finding, members) -> members.put("code", finding.code())
                                        .put("error_code", finding.errorCode())
                                        .put("subject", finding.subject())
                                        .put("meaning", finding.meaning()));
            case FarCheck.NotAsked(var reason) -> to.put("asked", false).put("reason", reason);
        }
    }

    private static void head(ExportTable.Head head, JsonMembers to) {
        to.put("data_set", head.dataSet())
                .put("title", head.titleText())
                .put("period", head.period().text())
                .put("revision", head.revision())
                .put("provisional", head.isProvisional())
                .put("protection", head.protection().in(head.language(), ""));
    }

    private static void put(Line line, JsonMembers to) {
        to.put("indicator", line.definition().code())
                .put("area", line.area().toString())
                .put("period", line.period().text())
                .object(
                        "groups",
                        members -> line.groups().forEach((dimension, code) -> members.put(dimension.word(), code)));
        put("numerator", line.numerator(), line.isNumeratorAsTold(), to);
        var denominator = line.denominator();
        if (denominator != null) {
            put("denominator", denominator.told(), denominator.isAsTold(), to);
        }
    }

    private static void put(String name, @Nullable Told told, boolean isAsTold, JsonMembers to) {
        if (told != null) {
            to.object(name, members -> {
                put(told, members);
                if (isAsTold) {
                    members.put("as_told", true);
                }
            });
        }
    }

    private static void put(Told told, JsonMembers to) {
        switch (told) {
            case Told.Exact(long value) -> to.put("told", "exact").put("value", value);
            case Told.Rounded(long value, var range) ->
                to.put("told", "rounded")
                        .put("value", value)
                        .put("from", range.least())
                        .put("to", range.most());
            case Told.Few(var range) ->
                to.put("told", "few").put("from", range.least()).put("to", range.most());
            case Told.LeftOut _ -> to.put("told", "left_out");
        }
    }
}
