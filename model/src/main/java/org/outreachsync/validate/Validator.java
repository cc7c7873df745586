package org.outreachsync.validate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.MergeRule;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordRule;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.SiteCode;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;
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
        var findings = checkFields(type, written, bounds);
        for (var spec : type.fields()) {
            if (isMissing(type, spec, written)) {
                findings.add(missing(spec));
            }
        }
        var rules = new RuleCheck(type, written, codes.get());
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
        var held = new RuleCheck(type, before, codes.get());
        var holds = new RuleCheck(type, after, codes.get());
        var missing = type.fields().stream()
                .filter(spec -> !isMissing(type, spec, before) && isMissing(type, spec, after))
                .map(Validator::missing);
        var broken = type.rules().stream()
                .filter(rule -> held.holds(rule.test()) && !holds.holds(rule.test()))
                .map(Validator::broken);
        return Stream.concat(missing, broken).collect(Collectors.toList());
    }

    /**
     * Checks a record that several tablets wrote without seeing each other's changes: missing fields, and broken rules
     * over several fields. Warnings are left out.
     *
     * @param shown the shown values of the record
     */
    public List<Finding> checkRecord(RecordType type, SortedMap<Path, Value> shown) {
        var visible = new TreeMap<>(shown);
        visible.keySet()
                .removeIf(path -> path.sub() != 0 && !shown.containsKey(Path.element(path.field(), path.element())));
        var rules = new RuleCheck(type, visible, codes.get());
        var missing = type.fields().stream()
                .filter(spec -> isMissing(type, spec, visible))
                .map(Validator::missing);
        return Stream.concat(
                        missing,
                        type.rules().stream()
                                .filter(rule -> !rule.warning() && !rules.holds(rule.test()))
                                .map(Validator::broken))
                .collect(Collectors.toList());
    }

    /** Whether the rule repeats what an error about the same field says. */
    private static boolean isAboutFieldWithError(RecordRule.Test test, List<Finding> findings) {
        return test instanceof RecordRule.AtMostEach
                && findings.stream()
                        .anyMatch(
                                finding -> !finding.warning() && finding.field().equals(test.field()));
    }

    private static boolean isMissing(RecordType type, FieldSpec spec, SortedMap<Path, Value> record) {
        return spec.required()
                && count(spec, record) < Math.max(1, spec.itemsMin())
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
        var findings = checkFields(type, written, bounds);
        for (var spec : type.fields()) {
            var value = written.get(Path.field(spec.number()));
            if (spec.required() && value != null && !value.isPresent()) {
                findings.add(Finding.error(ResultCode.REQUIRED, spec.name(), "The field must not be cleared."));
            }
        }
        if (written.isEmpty()) {
            findings.add(Finding.error(ResultCode.EMPTY_EDIT, "", "The edit changes nothing."));
        }
        return findings;
    }

    private List<Finding> checkFields(RecordType type, SortedMap<Path, Value> written, Bounds bounds) {
        var findings = new ArrayList<Finding>();
        var items = new HashMap<Integer, Integer>();
        long day = day(written, bounds);
        written.forEach((path, value) -> {
            var spec = type.fieldByNumber(path.field());
            if (spec == null || !value.isPresent()) {
                return;
            }
            if (spec.repeated() && path.sub() == 0) {
                items.merge(spec.number(), 1, Integer::sum);
            }
            checkValue(spec, path, value, day, bounds, findings);
        });
        items.forEach((number, count) -> {
            var spec = type.fieldByNumber(number);
            if (spec != null && spec.itemsMax() > 0 && count > spec.itemsMax()) {
                findings.add(Finding.error(
                        ResultCode.TOO_MANY_ITEMS, spec.name(), "At most " + spec.itemsMax() + " are allowed."));
            }
        });
        return findings;
    }

    /**
     * The day on which the codes must have been in use. An impossible date causes one finding about the date and none
     * about codes.
     */
    private static long day(SortedMap<Path, Value> written, Bounds bounds) {
        long today = bounds.today().toEpochDay();
        long day = written.getOrDefault(Path.field(Path.OCCURRED_ON), Value.absent())
                .asLong(today);
        return day < bounds.programmeStart().toEpochDay() ? today : day;
    }

    private void checkValue(FieldSpec spec, Path path, Value value, long day, Bounds bounds, List<Finding> findings) {
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

    private void checkCode(FieldSpec spec, long code, long day, String name, List<Finding> findings) {
        var list = codes.get().get(spec.codeList() == null ? "" : spec.codeList());
        if (code != (int) code || !list.isKnown((int) code)) {
            findings.add(Finding.error(
                    ResultCode.UNKNOWN_CODE,
                    name,
                    "The code is not in the list " + list.name() + " that the server knows."));
        } else if (!list.isValidOn((int) code, LocalDate.ofEpochDay(day))) {
            findings.add(
                    Finding.error(ResultCode.CODE_RETIRED, name, "The code was not in use on the day of the event."));
        }
    }

    private static void checkDay(FieldSpec spec, long day, Bounds bounds, List<Finding> findings) {
        int ahead = spec.aheadDaysMax() == null ? bounds.aheadDaysMax() : spec.aheadDaysMax();
        var earliest = spec.beforeProgramme() ? Bounds.EARLIEST : bounds.programmeStart();
        if (day > bounds.today().plusDays(ahead).toEpochDay()) {
            findings.add(Finding.error(ResultCode.DATE_IN_FUTURE, spec.name(), "The date lies too far in the future."));
        } else if (day < earliest.toEpochDay()) {
            findings.add(Finding.error(
                    ResultCode.DATE_OUT_OF_BOUNDS,
                    spec.name(),
                    "The date lies before the programme began, or too far in the past."));
        } else if (spec.number() == Path.OCCURRED_ON
                && day < bounds.today().minusDays(bounds.lateDaysWarn()).toEpochDay()) {
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

    private static int count(FieldSpec spec, SortedMap<Path, Value> written) {
        int count = 0;
        for (var register : written.subMap(Path.field(spec.number()), Path.field(spec.number() + 1))
                .entrySet()) {
            var path = register.getKey();
            if (path.sub() == 0
                    && register.getValue().isPresent()
                    && (spec.merge() != MergeRule.TALLY || path.slot() != 0)) {
                count++;
            }
        }
        return count;
    }
}
