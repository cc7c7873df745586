package org.outreachsync.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordRule;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;
import org.outreachsync.model.codes.CodeLists;

/**
 * What a record must not hold because a person refused it, by {@link RecordRule.NothingRefused}. A refusal removes what
 * others wrote, whether they had seen it or not. A later consent restores nothing.
 */
public final class Withheld {

    private final Supplier<CodeLists> codes;

    /** Finds codes by their attributes in these lists. */
    public Withheld(CodeLists codes) {
        this(() -> codes);
    }

    /** Finds codes by their attributes in the lists that are current at each call. */
    public Withheld(Supplier<CodeLists> codes) {
        this.codes = codes;
    }

    /**
     * The registers that a record must not hold.
     *
     * @param saysNo whether the register of a flag holds a refusal
     */
    public Predicate<Path> of(RecordType type, Predicate<Path> saysNo) {
        var parts = new ArrayList<RecordRule.Part>();
        for (var refused : type.refusals()) {
            if (saysNo.test(type.path(refused.flag()))) {
                parts.addAll(refused.parts());
            }
        }
        return path -> isInAny(type, parts, path);
    }

    private boolean isInAny(RecordType type, List<RecordRule.Part> parts, Path path) {
        for (var part : parts) {
            if (isIn(type, part, path)) {
                return true;
            }
        }
        return false;
    }

    /** The same, by the shown values of a record. */
    public Predicate<Path> of(RecordType type, Map<Path, Value> shown) {
        return of(type, flag -> isNo(shown.getOrDefault(flag, Value.absent())));
    }

    /** Removes from a record what was refused. */
    public void takeOut(RecordType type, SortedMap<Path, Value> shown) {
        var withheld = of(type, shown);
        shown.keySet().removeIf(withheld);
    }

    /** Whether a flag is a refusal. A flag that was never written is not. */
    public static boolean isNo(Value flag) {
        return flag.isPresent() && flag.asLong(1) == 0;
    }

    /** Whether a person refused a field or a part of it, so that it is not required. */
    static boolean isRefused(RecordType type, String field, Map<Path, Value> record) {
        for (var refused : type.refusals()) {
            if (isNo(record.getOrDefault(type.path(refused.flag()), Value.absent())) && isAbout(refused, field)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAbout(RecordRule.NothingRefused refused, String field) {
        for (var part : refused.parts()) {
            if (part.field().equals(field)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a register belongs to a part of a record that can be refused. */
    public boolean isIn(RecordType type, RecordRule.Part part, Path path) {
        var spec = type.field(part.field());
        var attribute = part.attribute();
        if (spec.number() != path.field()) {
            return false;
        }
        return attribute == null
                || codes.get()
                        .get(spec.codeList() == null ? "" : spec.codeList())
                        .hasAttribute(path.element(), attribute);
    }
}
