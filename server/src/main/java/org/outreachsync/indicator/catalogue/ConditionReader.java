package org.outreachsync.indicator.catalogue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.ValueKind;
import org.outreachsync.yaml.Yaml;

/**
 * Reads conditions: {@code services has NSP @gbv}, {@code phase has no MAINTENANCE}, {@code plan is true},
 * {@code known_positive is not true}, {@code stop_on filled}, {@code dose_mg empty}, {@code dose_mg >= 60},
 * {@code lines.distributed of @condom > 0}, {@code lines.distributed of @condom > 50 each with peers_served},
 * {@code first_contact_on within 7 of released_on}, {@code stop_on not within 0 of start_on}.
 */
final class ConditionReader {

    private static final String FORMS =
            "FIELD has CODES, FIELD has no CODES, FIELD is true, FIELD is not true, FIELD filled,"
                    + " FIELD empty, FIELD >= NUMBER or with <=, > or <, LINES.PART of CODES > NUMBER with or without"
                    + " each with FIELD, FIELD within DAYS of FIELD, FIELD not within DAYS of FIELD";
    private static final Pattern HAS = Pattern.compile("(\\w+) has (no )?(.+)");
    private static final Pattern IS_TRUE = Pattern.compile("(\\w+) is (not )?true");
    private static final Pattern FILLED = Pattern.compile("(\\w+) (filled|empty)");
    private static final Pattern COMPARED = Pattern.compile("(\\w+) (>=|<=|>|<) (-?\\d{1,9})");
    private static final Pattern LINES = Pattern.compile("(\\w+)\\.(\\w+) of (.+) > (\\d{1,9})(?: each with (\\w+))?");
    private static final Pattern WITHIN = Pattern.compile("(\\w+) (not )?within (\\d{1,4}) of (\\w+)");

    private final Fields fields;

    ConditionReader(Fields fields) {
        this.fields = fields;
    }

    Condition read(Yaml at, RecordType type) {
        var text = at.text().strip();
        Matcher lines = LINES.matcher(text);
        if (lines.matches()) {
            var field = Fields.lines(at, type, lines.group(1));
            int part = Fields.part(at, field, lines.group(2)).number();
            int others = lines.group(5) == null
                    ? 0
                    : Fields.field(at, type, lines.group(5), ValueKind.COUNT).number();
            return new Condition.LinesAbove(
                    field.number(),
                    part,
                    fields.codesOfLines(at, field, lines.group(3)),
                    Long.parseLong(lines.group(4)),
                    others);
        }
        Matcher has = HAS.matcher(text);
        if (has.matches()) {
            var field = Fields.field(at, type, has.group(1));
            return new Condition.Has(
                    field.number(), field.repeated(), fields.codesOf(at, field, has.group(3)), has.group(2) != null);
        }
        Matcher isTrue = IS_TRUE.matcher(text);
        if (isTrue.matches()) {
            return new Condition.IsTrue(
                    Fields.field(at, type, isTrue.group(1), ValueKind.FLAG).number(), isTrue.group(2) != null);
        }
        Matcher filled = FILLED.matcher(text);
        if (filled.matches()) {
            return new Condition.Filled(
                    Fields.field(at, type, filled.group(1)).number(),
                    filled.group(2).equals("empty"));
        }
        return numbers(at, type, text);
    }

    private static Condition numbers(Yaml at, RecordType type, String text) {
        Matcher within = WITHIN.matcher(text);
        if (within.matches()) {
            FieldSpec later = Fields.field(at, type, within.group(1), ValueKind.DAY);
            FieldSpec earlier = Fields.field(at, type, within.group(4), ValueKind.DAY);
            return new Condition.Within(
                    later.number(), Long.parseLong(within.group(3)), earlier.number(), within.group(2) != null);
        }
        Matcher compared = COMPARED.matcher(text);
        if (compared.matches()) {
            int field =
                    Fields.field(at, type, compared.group(1), ValueKind.COUNT).number();
            long bound = Long.parseLong(compared.group(3));
            return switch (compared.group(2)) {
                case ">=" -> new Condition.Between(field, bound, Long.MAX_VALUE);
                case "<=" -> new Condition.Between(field, Long.MIN_VALUE, bound);
                case ">" -> new Condition.Between(field, bound + 1, Long.MAX_VALUE);
                default -> new Condition.Between(field, Long.MIN_VALUE, bound - 1);
            };
        }
        throw at.wrong("\"" + text + "\" is not a condition; there may be " + FORMS);
    }
}
