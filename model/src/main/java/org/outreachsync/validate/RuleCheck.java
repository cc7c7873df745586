package org.outreachsync.validate;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordRule;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;
import org.outreachsync.model.codes.CodeList;
import org.outreachsync.model.codes.CodeLists;

/** Checks rules over several fields of one record. */
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
        if (test instanceof RecordRule.OneOf oneOf) {
            return oneOf.alternatives().stream()
                    .anyMatch(fields -> fields.stream().allMatch(field -> isFilled(field) || isRefused(field)));
        } else if (test instanceof RecordRule.Order order) {
            return inOrder(order);
        } else if (test instanceof RecordRule.OnlyWith only) {
            return !isFilled(only.field()) || holds(only.condition());
        } else if (test instanceof RecordRule.RequiredWith required) {
            return isFilled(required.field()) || !holds(required.condition());
        } else if (test instanceof RecordRule.AnyAboveZero any) {
            return any.fields().stream().anyMatch(this::isAboveZero);
        } else if (test instanceof RecordRule.MustBeTrue must) {
            return number(must.field()) == 1;
        } else if (test instanceof RecordRule.NotCode not) {
            return !hasCode(not.field(), not.code());
        } else if (test instanceof RecordRule.NotAbove not) {
            return number(not.field()) <= not.above() || !hasCode(not.when(), not.code());
        }
        if (test instanceof RecordRule.FilledExactlyWith exactly) {
            return isFilled(exactly.field()) == hasCode(exactly.when(), exactly.code());
        } else if (test instanceof RecordRule.AboveZeroExactlyWith exactly) {
            return isAboveZero(exactly.field()) == hasCode(exactly.when(), exactly.code());
        } else if (test instanceof RecordRule.Fits fits) {
            return fits(fits);
        } else if (test instanceof RecordRule.NothingRefused refused) {
            return !Withheld.isNo(record.getOrDefault(type.path(refused.flag()), Value.absent()))
                    || refused.parts().stream().noneMatch(this::isFilled);
        }
        if (test instanceof RecordRule.ZeroWith zero) {
            return isZeroWhereItHolds(zero.field(), zero.condition());
        } else if (test instanceof RecordRule.AtMostEach most) {
            long persons = 1 + number(most.others());
            return counts(most.field()).allMatch(count -> count.getValue().asLong(0) <= most.each() * persons);
        }
        throw new IllegalStateException("no test for the rule " + test);
    }

    private boolean fits(RecordRule.Fits fits) {
        var codes = codesOf(type.field(fits.field()));
        var others = codesOf(type.field(fits.other()));
        var list = listOf(fits.field());
        var otherList = listOf(fits.other());
        return codes.isEmpty()
                || others.isEmpty()
                || codes.stream()
                        .allMatch(code -> others.stream()
                                .filter(other -> isPublished(otherList, other))
                                .allMatch(other -> list.names(code, fits.attribute(), otherList, other)));
    }

    /** A published code cannot list a programme's own codes, or codes that are unknown to this version. */
    private static boolean isPublished(CodeList list, int id) {
        var code = list.byId(id);
        return code != null && !code.isOwn();
    }

    private CodeList listOf(String field) {
        var name = type.field(field).codeList();
        return codes.get(name == null ? "" : name);
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
        var list = listOf(condition.when());
        return codesOf(type.field(condition.when())).stream().anyMatch(code -> list.hasAttribute(code, attribute));
    }

    private boolean hasCode(String field, String code) {
        var list = listOf(field);
        return codesOf(type.field(field)).stream().anyMatch(id -> list.isCode(id, code));
    }

    private List<Integer> codesOf(FieldSpec spec) {
        return registers(spec).stream()
                .filter(entry -> entry.getValue().isPresent())
                .map(entry -> spec.repeated()
                        ? entry.getKey().element()
                        : (int) entry.getValue().asLong(0))
                .collect(Collectors.toList());
    }

    private boolean isFilled(String field) {
        return registers(type.field(field)).stream()
                .anyMatch(entry -> entry.getValue().isPresent());
    }

    private boolean isFilled(RecordRule.Part part) {
        var withheld = new Withheld(codes);
        return registers(type.field(part.field())).stream()
                .anyMatch(entry -> entry.getValue().isPresent() && withheld.isIn(type, part, entry.getKey()));
    }

    private boolean isRefused(String field) {
        return Withheld.isRefused(type, field, record);
    }

    private long number(String field) {
        return record.getOrDefault(type.path(field), Value.absent()).asLong(0);
    }

    private boolean isAboveZero(String field) {
        return counts(field).anyMatch(entry -> entry.getValue().asLong(0) > 0);
    }

    private boolean isZeroWhereItHolds(String field, RecordRule.Condition condition) {
        int dot = condition.when().indexOf('.');
        var attribute = condition.attribute();
        if (dot < 0 || attribute == null) {
            return counts(field).allMatch(entry -> entry.getValue().asLong(0) == 0) || !holds(condition);
        }
        var key = type.field(condition.when().substring(0, dot))
                .inLine(condition.when().substring(dot + 1));
        var list = codes.get(key.codeList() == null ? "" : key.codeList());
        return counts(field)
                .filter(entry -> list.hasAttribute(entry.getKey().element(), attribute))
                .allMatch(entry -> entry.getValue().asLong(0) == 0);
    }

    /** The registers of a field, or of one field in all its lines. */
    private Stream<Map.Entry<Path, Value>> counts(String field) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            return registers(type.field(field)).stream();
        }
        var lines = type.field(field.substring(0, dot));
        int sub = lines.inLine(field.substring(dot + 1)).number();
        return registers(lines).stream().filter(entry -> entry.getKey().sub() == sub);
    }

    private List<Map.Entry<Path, Value>> registers(FieldSpec spec) {
        boolean lines = spec.kind() == ValueKind.LINES;
        return record.subMap(Path.field(spec.number()), Path.field(spec.number() + 1)).entrySet().stream()
                .filter(entry -> lines || entry.getKey().sub() == 0)
                .collect(Collectors.toList());
    }
}
