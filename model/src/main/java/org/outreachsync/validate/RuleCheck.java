package org.outreachsync.validate;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordRule;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;
import org.outreachsync.model.codes.CodeLists;

/** Tests rules over several fields of one record. */
final class RuleCheck {

    private final RecordType type;
    private final SortedMap<Path, Value> record;
    private final CodeLists codes;

    RuleCheck(RecordType type, SortedMap<Path, Value> record, CodeLists codes) {
        this.type = type;
        this.record = record;
        this.codes = codes;
    }

    boolean holds(RecordRule.Test test) {
        return switch (test) {
            case RecordRule.OneOf oneOf -> oneOf.alternatives().stream().anyMatch(fields -> fields.stream().allMatch(this::isFilled));
            case RecordRule.Order order -> inOrder(order);
            case RecordRule.OnlyWith only -> !isFilled(only.field()) || holds(only.condition());
            case RecordRule.RequiredWith required -> isFilled(required.field()) || !holds(required.condition());
            case RecordRule.AnyAboveZero any -> any.fields().stream().anyMatch(this::isAboveZero);
            case RecordRule.MustBeTrue must -> number(must.field()) == 1;
            case RecordRule.NotCode not -> !hasCode(not.field(), not.code());
            case RecordRule.NotAbove not -> number(not.field()) <= not.above() || !hasCode(not.when(), not.code());
        };
    }

    String fieldOf(RecordRule.Test test) {
        return switch (test) {
            case RecordRule.OneOf oneOf -> oneOf.alternatives().get(0).get(0);
            case RecordRule.Order order -> order.high();
            case RecordRule.OnlyWith only -> only.field();
            case RecordRule.RequiredWith required -> required.field();
            case RecordRule.AnyAboveZero any -> any.fields().get(0);
            case RecordRule.MustBeTrue must -> must.field();
            case RecordRule.NotCode not -> not.field();
            case RecordRule.NotAbove not -> not.field();
        };
    }

    String say(RecordRule.Test test) {
        return switch (test) {
            case RecordRule.OneOf oneOf -> "One of these must be filled: " + alternatives(oneOf.alternatives()) + ".";
            case RecordRule.Order order -> order.high() + " must not be before " + order.low() + (order.strict() ? " or on the same day." : ".");
            case RecordRule.OnlyWith only -> only.field() + " may only be filled with a matching entry in " + only.condition().when() + ".";
            case RecordRule.RequiredWith required -> required.field() + " must be filled, given " + required.condition().when() + ".";
            case RecordRule.AnyAboveZero any -> "At least one of " + String.join(", ", any.fields()) + " must be above zero.";
            case RecordRule.MustBeTrue must -> must.field() + " must be yes.";
            case RecordRule.NotCode not -> not.field() + " is unusual here: please check.";
            case RecordRule.NotAbove not -> "Above " + not.above() + " this service may come too late: please check.";
        };
    }

    private static String alternatives(List<List<String>> alternatives) {
        return String.join(" or ", alternatives.stream().map(fields -> String.join(" with ", fields)).toList());
    }

    private boolean inOrder(RecordRule.Order order) {
        if (!isFilled(order.low()) || !isFilled(order.high())) {
            return true;
        }
        long low = number(order.low());
        long high = number(order.high());
        return order.strict() ? low < high : low <= high;
    }

    private boolean holds(RecordRule.Condition condition) {
        var attribute = condition.attribute();
        if (attribute == null) {
            var spec = type.field(condition.when());
            return isFilled(condition.when()) && (spec.repeated() || number(condition.when()) > 0);
        }
        var spec = type.field(condition.when());
        var list = codes.get(spec.codeList() == null ? "" : spec.codeList());
        return codesOf(spec).stream().anyMatch(code -> list.hasAttribute(code, attribute));
    }

    private boolean hasCode(String field, String code) {
        var spec = type.field(field);
        var list = codes.get(spec.codeList() == null ? "" : spec.codeList());
        return codesOf(spec).stream().anyMatch(id -> list.isCode(id, code));
    }

    private List<Integer> codesOf(FieldSpec spec) {
        return registers(spec).stream()
                .filter(entry -> entry.getValue().isPresent())
                .map(entry -> spec.repeated() ? entry.getKey().element() : (int) entry.getValue().asLong(0))
                .toList();
    }

    private boolean isFilled(String field) {
        return registers(type.field(field)).stream().anyMatch(entry -> entry.getValue().isPresent());
    }

    private long number(String field) {
        return record.getOrDefault(type.path(field), Value.ABSENT).asLong(0);
    }

    private boolean isAboveZero(String field) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            return registers(type.field(field)).stream().anyMatch(entry -> entry.getValue().asLong(0) > 0);
        }
        var lines = type.field(field.substring(0, dot));
        int sub = lines.inLine(field.substring(dot + 1)).number();
        return registers(lines).stream().anyMatch(entry -> entry.getKey().sub() == sub && entry.getValue().asLong(0) > 0);
    }

    private List<Map.Entry<Path, Value>> registers(FieldSpec spec) {
        boolean lines = spec.kind() == ValueKind.LINES;
        return List.copyOf(record.subMap(Path.field(spec.number()), Path.field(spec.number() + 1)).entrySet()).stream()
                .filter(entry -> lines || entry.getKey().sub() == 0)
                .toList();
    }
}
