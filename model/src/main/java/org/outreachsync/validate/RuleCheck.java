package org.outreachsync.validate;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.outreachsync.model.FieldSpec;
import org.outreachsync.model.Path;
import org.outreachsync.model.PathMap;
import org.outreachsync.model.RecordRule;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.model.ValueKind;
import org.outreachsync.model.codes.CodeList;
import org.outreachsync.model.codes.CodeLists;

/** Checks rules over several fields of one record. */
final class RuleCheck {

    private final RecordType type;
    private final PathMap<Value> record;
    private final CodeLists codes;

    RuleCheck(RecordType type, PathMap<Value> record, CodeLists codes) {
        this.type = type;
        this.record = record;
        this.codes = codes;
    }

    boolean holds(RecordRule.Test test) {
        if (test instanceof RecordRule.OneOf oneOf) {
            return isAnyFilled(oneOf.alternatives());
        } else if (test instanceof RecordRule.Order order) {
            return inOrder(order);
        } else if (test instanceof RecordRule.OnlyWith only) {
            return !isFilled(only.field()) || holds(only.condition());
        } else if (test instanceof RecordRule.RequiredWith required) {
            return isFilled(required.field()) || !holds(required.condition());
        } else if (test instanceof RecordRule.AnyAboveZero any) {
            return isAnyAboveZero(any.fields());
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
                    || !isAnyPartFilled(refused.parts());
        }
        if (test instanceof RecordRule.ZeroWith zero) {
            return isZeroWhereItHolds(zero.field(), zero.condition());
        } else if (test instanceof RecordRule.AtMostEach most) {
            long persons = 1 + number(most.others());
            return isEachCount(most.field(), (path, value) -> value.asLong(0) <= most.each() * persons);
        }
        throw new IllegalStateException("no test for the rule " + test);
    }

    private boolean isAnyFilled(List<List<String>> alternatives) {
        for (var fields : alternatives) {
            if (isEachFilled(fields)) {
                return true;
            }
        }
        return false;
    }

    private boolean isEachFilled(List<String> fields) {
        for (var field : fields) {
            if (!isFilled(field) && !Withheld.isRefused(type, field, record)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAnyAboveZero(List<String> fields) {
        for (var field : fields) {
            if (isAboveZero(field)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnyPartFilled(List<RecordRule.Part> parts) {
        for (var part : parts) {
            if (isFilled(part)) {
                return true;
            }
        }
        return false;
    }

    private boolean fits(RecordRule.Fits fits) {
        var list = listOf(fits.field());
        var otherList = listOf(fits.other());
        return !isAnyCode(
                fits.field(),
                code -> isAnyCode(
                        fits.other(),
                        other -> isPublished(otherList, other)
                                && !list.names(code, fits.attribute(), otherList, other)));
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
        return isAnyCode(condition.when(), code -> list.hasAttribute(code, attribute));
    }

    private boolean hasCode(String field, String code) {
        var list = listOf(field);
        return isAnyCode(field, id -> list.isCode(id, code));
    }

    private boolean isAnyCode(String field, IntPredicate is) {
        var spec = type.field(field);
        return isAny(
                spec,
                (path, value) ->
                        value.isPresent() && is.test(spec.repeated() ? path.element() : (int) value.asLong(0)));
    }

    private boolean isFilled(String field) {
        return isAny(type.field(field), (path, value) -> value.isPresent());
    }

    private boolean isFilled(RecordRule.Part part) {
        var withheld = new Withheld(codes);
        return isAny(type.field(part.field()), (path, value) -> value.isPresent() && withheld.isIn(type, part, path));
    }

    private long number(String field) {
        return record.getOrDefault(type.path(field), Value.absent()).asLong(0);
    }

    private boolean isAboveZero(String field) {
        return !isEachCount(field, (path, value) -> value.asLong(0) <= 0);
    }

    private boolean isZeroWhereItHolds(String field, RecordRule.Condition condition) {
        int dot = condition.when().indexOf('.');
        var attribute = condition.attribute();
        if (dot < 0 || attribute == null) {
            return isEachCount(field, (path, value) -> value.asLong(0) == 0) || !holds(condition);
        }
        var key = type.field(condition.when().substring(0, dot))
                .inLine(condition.when().substring(dot + 1));
        var list = codes.get(key.codeList() == null ? "" : key.codeList());
        return isEachCount(
                field, (path, value) -> value.asLong(0) == 0 || !list.hasAttribute(path.element(), attribute));
    }

    /** Whether all registers of a field, or of one field in all its lines, are so. */
    private boolean isEachCount(String field, BiPredicate<Path, Value> is) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            return !isAny(type.field(field), is.negate());
        }
        var lines = type.field(field.substring(0, dot));
        int sub = lines.inLine(field.substring(dot + 1)).number();
        return !isAny(lines, (path, value) -> path.sub() == sub && !is.test(path, value));
    }

    private boolean isAny(FieldSpec spec, BiPredicate<Path, Value> is) {
        boolean lines = spec.kind() == ValueKind.LINES;
        for (int at = record.firstOf(spec.number()), end = record.endOf(spec.number()); at < end; at++) {
            var path = record.pathAt(at);
            if ((lines || path.sub() == 0) && is.test(path, record.valueAt(at))) {
                return true;
            }
        }
        return false;
    }
}
