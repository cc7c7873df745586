package org.outreachsync.validate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.MergeRule;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.RecordRule;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.SiteCode;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;
import org.outreachsync.model.VisibleFields;
import org.outreachsync.model.codes.CodeLists;

/**
 * Checks ops against the contract. It knows no record type by name, so a new type needs no code here.
 *
 * <p>A creation is checked as a whole. An edit is checked field by field, since its other fields may have changed on
 * another tablet.
 */
public final class Validator {

    private final Supplier<CodeLists> codes;

    /** Checks codes against these lists. */
    public Validator(CodeLists codes) {
        this(() -> codes);
    }

    /** Checks codes against the lists that are current at each check. */
    public Validator(Supplier<CodeLists> codes) {
        this.codes = codes;
    }

    /**
     * Checks a new record.
     *
     * @return errors and warnings in the order of the fields; empty when all is well
     */
    public List<Finding> checkCreate(RecordType type, SortedMap<Path, Value> written, Bounds bounds) {
        var record = PathMap.copyOf(written);
        var findings = checkFields(type, record, bounds);
        for (var spec : type.required()) {
            if (isMissing(type, spec, record)) {
                findings.add(missing(spec));
            }
        }
        var rules = new RuleCheck(type, record, codes.get());
        for (var rule : type.rules()) {
            if (!rules.holds(rule.test()) && !isAboutFieldWithError(rule.test(), findings)) {
                findings.add(broken(rule));
            }
        }
        return findings;
    }

    /**
     * Checks the record that results from an edit: missing fields, and broken rules over several fields. Faults that
     * the record had before are ignored.
     *
     * @param before the record without the edit
     * @param after the record with it
     */
    public List<Finding> checkOutcome(RecordType type, SortedMap<Path, Value> before, SortedMap<Path, Value> after) {
        var recordBefore = PathMap.copyOf(before);
        var recordAfter = PathMap.copyOf(after);
        var findings = new ArrayList<Finding>();
        for (var spec : type.required()) {
            if (!isMissing(type, spec, recordBefore) && isMissing(type, spec, recordAfter)) {
                findings.add(missing(spec));
            }
        }
        var held = new RuleCheck(type, recordBefore, codes.get());
        var holds = new RuleCheck(type, recordAfter, codes.get());
        for (var rule : type.rules()) {
            if (held.holds(rule.test()) && !holds.holds(rule.test())) {
                findings.add(broken(rule));
            }
        }
        return findings;
    }

    /**
     * Checks a record that several tablets wrote without seeing each other's changes: missing fields, and broken rules
     * over several fields. Warnings are left out.
     *
     * @param shown the shown values of the record
     */
    public List<Finding> checkRecord(RecordType type, SortedMap<Path, Value> shown) {
        var visible = VisibleFields.of(PathMap.copyOf(shown));
        var findings = new ArrayList<Finding>();
        for (var spec : type.required()) {
            if (isMissing(type, spec, visible)) {
                findings.add(missing(spec));
            }
        }
        var rules = new RuleCheck(type, visible, codes.get());
        for (var rule : type.rules()) {
            if (!rule.warning() && !rules.holds(rule.test())) {
                findings.add(broken(rule));
            }
        }
        return findings;
    }

    /** Whether the rule repeats what an error about the same field says. */
    private static boolean isAboutFieldWithError(RecordRule.Test test, List<Finding> findings) {
        return test instanceof RecordRule.AtMostEach
                && findings.stream()
                        .anyMatch(
                                finding -> !finding.warning() && finding.field().equals(test.field()));
    }

    private static boolean isMissing(RecordType type, FieldSpec spec, PathMap<Value> record) {
        return count(spec, record, spec.merge() == MergeRule.TALLY) < Math.max(1, spec.itemsMin())
                && !Withheld.isRefused(type, spec.name(), record);
    }

    private static Finding missing(FieldSpec spec) {
        return Finding.error(ResultCode.REQUIRED, spec.name(), "The field must be filled.");
    }

    private static Finding broken(RecordRule rule) {
        return new Finding(rule.code(), rule.test().field(), rule.test().sentence(), rule.warning());
    }

    /** Checks an edit or a void: the fields that it writes, and that it clears no required field. */
    public List<Finding> checkEdit(RecordType type, SortedMap<Path, Value> written, Bounds bounds) {
        var findings = checkFields(type, PathMap.copyOf(written), bounds);
        for (var spec : type.required()) {
            var value = written.get(Path.field(spec.number()));
            if (value != null && !value.isPresent()) {
                findings.add(Finding.error(ResultCode.REQUIRED, spec.name(), "The field must not be cleared."));
            }
        }
        if (written.isEmpty()) {
            findings.add(Finding.error(ResultCode.EMPTY_EDIT, "", "The edit changes nothing."));
        }
        return findings;
    }

    private List<Finding> checkFields(RecordType type, PathMap<Value> written, Bounds bounds) {
        var findings = new ArrayList<Finding>();
        var day = day(written, bounds);
        for (int at = 0; at < written.size(); at++) {
            var path = written.pathAt(at);
            var value = written.valueAt(at);
            var spec = type.fieldByNumber(path.field());
            if (spec != null && value.isPresent()) {
                checkValue(spec, path, value, day, bounds, findings);
            }
        }
        for (var spec : type.limited()) {
            if (count(spec, written, false) > spec.itemsMax()) {
                findings.add(Finding.error(
                        ResultCode.TOO_MANY_ITEMS, spec.name(), "At most " + spec.itemsMax() + " are allowed."));
            }
        }
        return findings;
    }

    /**
     * The day on which the codes must have been in use. An impossible date causes one finding about the date and none
     * about codes.
     */
    private static LocalDate day(PathMap<Value> written, Bounds bounds) {
        long today = bounds.today().toEpochDay();
        long day = written.getOrDefault(Path.field(Path.OCCURRED_ON), Value.absent())
                .asLong(today);
        return LocalDate.ofEpochDay(day < bounds.programmeStart().toEpochDay() ? today : day);
    }

    private void checkValue(
            FieldSpec spec, Path path, Value value, LocalDate day, Bounds bounds, List<Finding> findings) {
        if (spec.kind() == ValueKind.LINES) {
            for (var lineField : spec.line()) {
                if (lineField.lineKey() && path.sub() == 0 && path.element() == 0) {
                    findings.add(Finding.error(
                            ResultCode.REQUIRED,
                            spec.name() + "." + lineField.name(),
                            "The field must be filled in each line."));
                } else if (lineField.lineKey() && path.sub() == 0) {
                    checkCode(lineField, path.element(), day, spec.name(), findings);
                } else if (lineField.number() == path.sub()) {
                    checkRange(lineField, value.asLong(0), spec.name() + "." + lineField.name(), findings);
                }
            }
            return;
        }
        switch (spec.kind()) {
            case CODE ->
                checkCode(spec, spec.repeated() ? path.element() : value.asLong(0), day, spec.name(), findings);
            case DAY -> checkDay(spec, value.asLong(0), bounds, findings);
            case YEAR -> checkYear(spec, value.asLong(0), bounds, findings);
            case CLIENT_CODE ->
                findings.add(Finding.error(
                        ResultCode.CLIENT_CODE_INVALID,
                        spec.name(),
                        "The client code does not have the programme's form."));
            case SITE -> {
                if (!(value instanceof Value.Text site) || !SiteCode.isForm(site.value())) {
                    findings.add(Finding.error(
                            ResultCode.SITE_UNKNOWN,
                            spec.name(),
                            "The field holds the code of a site, such as OSH-1."));
                }
            }
            default -> checkRange(spec, value.asLong(0), spec.name(), findings);
        }
    }

    private void checkCode(FieldSpec spec, long code, LocalDate day, String name, List<Finding> findings) {
        var list = codes.get().get(spec.codeList() == null ? "" : spec.codeList());
        if (code != (int) code || !list.isKnown((int) code)) {
            findings.add(Finding.error(
                    ResultCode.UNKNOWN_CODE,
                    name,
                    "The code is not in the list " + list.name() + " that the server knows."));
        } else if (!list.isValidOn((int) code, day)) {
            findings.add(
                    Finding.error(ResultCode.CODE_RETIRED, name, "The code was not in use on the day of the event."));
        }
    }

    private static void checkDay(FieldSpec spec, long day, Bounds bounds, List<Finding> findings) {
        int ahead = spec.aheadDaysMax() == null ? bounds.aheadDaysMax() : spec.aheadDaysMax();
        var earliest = spec.beforeProgramme() ? Bounds.EARLIEST : bounds.programmeStart();
        if (day > bounds.today().toEpochDay() + ahead) {
            findings.add(Finding.error(ResultCode.DATE_IN_FUTURE, spec.name(), "The date lies too far in the future."));
        } else if (day < earliest.toEpochDay()) {
            findings.add(Finding.error(
                    ResultCode.DATE_OUT_OF_BOUNDS,
                    spec.name(),
                    "The date lies before the programme began, or too far in the past."));
        } else if (spec.number() == Path.OCCURRED_ON && day < bounds.today().toEpochDay() - bounds.lateDaysWarn()) {
            findings.add(Finding.warning(
                    ResultCode.LATE, spec.name(), "The event is more than " + bounds.lateDaysWarn() + " days ago."));
        }
    }

    private static void checkYear(FieldSpec spec, long year, Bounds bounds, List<Finding> findings) {
        checkRange(spec, year, spec.name(), findings);
        if (spec.yearsBackMin() != null && year > bounds.today().getYear() - spec.yearsBackMin()) {
            findings.add(Finding.error(
                    ResultCode.OUT_OF_RANGE,
                    spec.name(),
                    "The year must be at least " + spec.yearsBackMin() + " years ago."));
        }
    }

    /** Whether a year is within the bounds of its field. */
    static boolean isYear(FieldSpec spec, long year, Bounds bounds) {
        var findings = new ArrayList<Finding>();
        checkYear(spec, year, bounds, findings);
        return findings.isEmpty();
    }

    private static void checkRange(FieldSpec spec, long value, String name, List<Finding> findings) {
        Long min = spec.min();
        Long max = spec.max();
        if ((min != null && value < min) || (max != null && value > max)) {
            findings.add(Finding.error(
                    ResultCode.OUT_OF_RANGE, name, "The value must lie between " + min + " and " + max + "."));
        } else if (spec.warnAbove() != null && value > spec.warnAbove()) {
            findings.add(Finding.warning(
                    ResultCode.UNUSUALLY_HIGH, name, "The value is above " + spec.warnAbove() + ": please check."));
        }
    }

    /**
     * How many values, elements or lines a record has in a field.
     *
     * @param inSlots whether only those in the slots of tallies count
     */
    private static int count(FieldSpec spec, PathMap<Value> written, boolean inSlots) {
        int count = 0;
        for (int at = written.firstOf(spec.number()), end = written.endOf(spec.number()); at < end; at++) {
            var path = written.pathAt(at);
            if (path.sub() == 0 && written.valueAt(at).isPresent() && (!inSlots || path.slot() != 0)) {
                count++;
            }
        }
        return count;
    }
}
