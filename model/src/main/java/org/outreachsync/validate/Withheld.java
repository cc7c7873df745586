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
        var parts = new ArrayList<Predicate<Path>>();
        for (var rule : type.rules()) {
            if (rule.test() instanceof RecordRule.NothingRefused refused && saysNo.test(type.path(refused.flag()))) {
                refused.parts().forEach(part -> parts.add(path -> isIn(type, part, path)));
            }
        }
        return path -> parts.stream().anyMatch(part -> part.test(path));
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
        return rules(type).stream()
                .filter(refused -> isNo(record.getOrDefault(type.path(refused.flag()), Value.absent())))
                .anyMatch(refused ->
                        refused.parts().stream().anyMatch(part -> part.field().equals(field)));
    }

    /** The rules of a type by which something may be withheld. */
    public static List<RecordRule.NothingRefused> rules(RecordType type) {
        var rules = new ArrayList<RecordRule.NothingRefused>();
        type.rules().forEach(rule -> {
            if (rule.test() instanceof RecordRule.NothingRefused refused) {
                rules.add(refused);
            }
        });
        return rules;
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
