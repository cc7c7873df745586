package org.outreachsync.export.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.PushLimits;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.Delivered;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.export.dhis2.ErrorCode;
import org.outreachsync.export.dhis2.Group;
import org.outreachsync.export.dhis2.Help;
import org.outreachsync.export.dhis2.Receipt;
import org.outreachsync.export.dhis2.Step;
import org.outreachsync.export.dhis2.Step.Again;
import org.outreachsync.export.dhis2.Step.Stopped;
import org.outreachsync.export.dhis2.Step.Trouble;
import org.outreachsync.export.dhis2.Step.Waiting;
import org.outreachsync.export.dhis2.Verdict.Cause;

/**
 * Says in words what came of the forms of a parcel. Cells and org units are named, figures are not, and the far side is
 * not quoted: its messages repeat values.
 */
final class Dhis2Words {

    private Dhis2Words() {}

    /** Whether other forms would end in the same way, so that trying them is of no use now. */
    static boolean isOfAllForms(Step step) {
        return switch (step) {
            case Again again -> again.why() != Waiting.ONCE_MORE;
            case Stopped(var trouble, var receipt) ->
                switch (trouble.kind()) {
                    case CREDENTIALS, UNREACHABLE -> true;
                    case REFUSED -> trouble.errorCode().isEmpty();
                    case PART_DONE, NOT_STORED, FAILED_TWICE -> false;
                };
            case Step.Delivered delivered -> false;
        };
    }

    /** The time for a delivery was over. */
    static Outcome late(long ended, int forms) {
        return new Retry("The time for a delivery was over. " + count(ended, forms) + " are done.", Duration.ZERO);
    }

    /**
     * What came of it all.
     *
     * @param steps how each form ended that was tried
     * @param forms how many there are
     * @param files what was delivered
     */
    static Outcome outcome(Map<Group, Step> steps, int forms, List<ExportFile> files, PushLimits limits, Instant now) {
        var last = steps.values().stream()
                .flatMap(step -> step instanceof Again again ? Stream.of(again) : Stream.empty())
                .max(Comparator.comparing(Again::notBefore));
        long done = steps.values().stream()
                .filter(step -> step instanceof Step.Delivered)
                .count();
        if (last.isPresent()) {
            var after = Duration.between(now, last.get().notBefore());
            return new Retry(
                    why(last.get().why()) + " " + count(done, forms) + " are done.",
                    after.isNegative() ? Duration.ZERO : after);
        }
        var units = new LinkedHashMap<String, List<String>>();
        var stopped = new ArrayList<Trouble>();
        steps.forEach((form, step) -> {
            if (step instanceof Stopped(var trouble, var receipt)) {
                units.computeIfAbsent(words(trouble, receipt, limits), unseen -> new ArrayList<>())
                        .add(form.orgUnit().text());
                stopped.add(trouble);
            }
        });
        var troubles = new ArrayList<String>();
        units.forEach((words, places) -> troubles.add((places.size() == 1 ? "Org unit " : "Org units ")
                + shortened(places, limits).collect(Collectors.joining(", ")) + ": " + words));
        return stopped.isEmpty()
                ? new Delivered(receipt(steps, files))
                : new NeedsHelp(
                        count(done, forms) + " are done. "
                                + shortened(troubles, limits).collect(Collectors.joining(" "))
                                + " Who can help: " + helpers(stopped) + ".",
                        helpFrom(stopped.getFirst()));
    }

    private static String count(long done, int forms) {
        return done + " of " + forms + " forms";
    }

    private static String why(Waiting why) {
        return switch (why) {
            case JOB -> "DHIS2 has not finished an import.";
            case FAR_SIDE -> "DHIS2 does not answer, or something else answers in its place.";
            case PASSWORD -> "DHIS2 refuses the password, as it also does while its database is stopped.";
            case ONCE_MORE -> "DHIS2 does not hold what was sent; it is sent once more.";
        };
    }

    /** Why DHIS2 could not be asked. */
    static String unread(Cause cause) {
        return switch (cause) {
            case NO_ANSWER -> "DHIS2 does not answer.";
            case UNREADABLE -> "Something else answers in the place of DHIS2.";
            case UNAUTHORISED -> why(Waiting.PASSWORD);
            case SERVER_ERROR, BUSY, DATABASE_REFUSED, DECODING_FAILED, COUNTS_DISAGREE ->
                "DHIS2 is in trouble, and cannot be asked now.";
        };
    }

    private static String receipt(Map<Group, Step> steps, List<ExportFile> files) {
        var lines = new ArrayList<String>();
        lines.add("Every cell was read back from DHIS2 and is as in "
                + files.stream()
                        .map(file -> file.name() + ", SHA-256 " + file.sha256())
                        .collect(Collectors.joining("; "))
                + ".");
        steps.forEach((form, step) -> {
            if (step instanceof Step.Delivered(var receipt)) {
                lines.add("Data set " + form.dataSet() + ", period "
                        + form.period().text() + ", org unit "
                        + form.orgUnit() + ": " + receipt.equal() + " figures read back at " + receipt.readAt() + "; "
                        + receipt.sent() + " sent, " + receipt.withdrawn() + " withdrawn.");
            }
        });
        return String.join("\n", lines);
    }

    private static String words(Trouble trouble, @Nullable Receipt receipt, PushLimits limits) {
        var words = new ArrayList<String>();
        words.add(kind(trouble));
        if (!trouble.faults().isEmpty()) {
            words.add("Refused cells: " + cells(trouble, limits) + ".");
        }
        if (receipt != null && !receipt.differences().isEmpty()) {
            int cells = receipt.differences().size();
            words.add((cells == 1 ? "1 cell does" : cells + " cells do") + " not hold what was sent.");
        }
        return String.join(" ", words);
    }

    /** The cells that were refused; why, once for all of the same reason, and not if it was said of the form. */
    private static String cells(Trouble trouble, PushLimits limits) {
        var byCode = new TreeMap<String, List<String>>();
        trouble.faults().stream()
                .limit(limits.faultsNamed())
                .forEach(fault -> byCode.computeIfAbsent(
                                fault.errorCode().equals(trouble.errorCode()) ? "" : fault.errorCode(),
                                unseen -> new ArrayList<>())
                        .add(fault.key().toString()));
        var texts = new ArrayList<String>();
        byCode.forEach((code, keys) -> texts.add(String.join(", ", keys) + named(code)));
        int more = trouble.faults().size() - limits.faultsNamed();
        return String.join("; ", texts) + (more > 0 ? "; and " + more + " more" : "");
    }

    private static String kind(Trouble trouble) {
        return switch (trouble.kind()) {
            case REFUSED -> trouble.errorCode().isEmpty() ? refused(trouble.help()) : refused(trouble.errorCode());
            case PART_DONE -> "DHIS2 took a part of the form and refused the rest" + named(trouble.errorCode()) + ".";
            case NOT_STORED -> "DHIS2 says that it stored the form, and twice did not.";
            case FAILED_TWICE -> "DHIS2 failed twice over the form.";
            case CREDENTIALS -> "DHIS2 refuses the user, the password or the token.";
            case UNREACHABLE -> "DHIS2 did not answer for so long that somebody must look.";
        };
    }

    static String refused(String errorCode) {
        return "DHIS2 refuses the form" + named(errorCode) + ".";
    }

    static String refused(Set<Help> help) {
        if (help.contains(Help.CREDENTIALS)) {
            return "DHIS2 did not let this server in, or the address is not that of a DHIS2.";
        }
        return help.contains(Help.DHIS2_ADMINISTRATOR)
                ? "DHIS2 refuses the form to this account."
                : "The form was not sent, or DHIS2 could not read it.";
    }

    private static String named(String errorCode) {
        var meaning = ErrorCode.of(errorCode).map(code -> ": " + code.meaning()).orElse("");
        return errorCode.isEmpty() ? "" : meaning + " (" + errorCode + ")";
    }

    private static Stream<String> shortened(List<String> all, PushLimits limits) {
        int more = all.size() - limits.faultsNamed();
        return more <= 0
                ? all.stream()
                : Stream.concat(all.stream().limit(limits.faultsNamed()), Stream.of("and " + more + " more"));
    }

    private static HelpFrom helpFrom(Trouble trouble) {
        return switch (trouble.kind()) {
            case CREDENTIALS -> HelpFrom.OWNER;
            case UNREACHABLE, NOT_STORED, FAILED_TWICE -> HelpFrom.FAR_SIDE;
            case REFUSED, PART_DONE ->
                trouble.help().contains(Help.DHIS2_ADMINISTRATOR)
                                && !trouble.help().contains(Help.MAPPING)
                        ? HelpFrom.FAR_SIDE
                        : HelpFrom.OWNER;
        };
    }

    private static String helpers(List<Trouble> troubles) {
        var all = new TreeSet<Help>();
        troubles.forEach(trouble -> all.addAll(trouble.help()));
        return all.stream()
                .map(help -> switch (help) {
                    case MAPPING -> "who keeps the mapping of this destination";
                    case DATA -> "who answers for the figures";
                    case CREDENTIALS -> "who keeps the address and account of this destination";
                    case DHIS2_ADMINISTRATOR -> "the administrators of the DHIS2";
                    case SUPPORT -> "the support of this software";
                    case WAITING -> "nobody: it may pass";
                })
                .collect(Collectors.joining(", "));
    }
}
