package org.outreachsync.merge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.MergeRule;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordType;

/**
 * Finds the open conflicts of a record. They depend on the state alone, so a later decision that has seen all sides
 * resolves them.
 */
public final class Conflicts {

    private Conflicts() {}

    /** The conflicts in registers that the contract wants reviewed, in the order of the registers. */
    public static List<Conflict> of(RecordType type, RecordState state) {
        var found = new ArrayList<Conflict>();
        state.registers().forEach((path, writes) -> {
            if (type.mergeOf(path) == MergeRule.REVIEWED && distinctValues(writes) > 1) {
                found.add(new Conflict(Conflict.Kind.VALUES_DISAGREE, path, writes));
            }
        });
        voidAgainstEdit(type, state, found);
        return found;
    }

    private static long distinctValues(List<Write> writes) {
        return writes.stream().map(Write::value).distinct().count();
    }

    private static void voidAgainstEdit(RecordType type, RecordState state, List<Conflict> found) {
        var voidPath = type.path("void_reason");
        for (var voiding : state.registers().getOrDefault(voidPath, List.of())) {
            if (!voiding.value().isPresent()) {
                continue;
            }
            var unseen = unseenEdit(state, voidPath, voiding);
            if (unseen != null) {
                found.add(new Conflict(Conflict.Kind.VOID_AGAINST_EDIT, voidPath, List.of(unseen, voiding)));
                return;
            }
        }
    }

    private static @Nullable Write unseenEdit(RecordState state, Path voidPath, Write voiding) {
        for (var register : state.registers().entrySet()) {
            if (register.getKey().equals(voidPath)) {
                continue;
            }
            for (var edit : register.getValue()) {
                if (!voiding.origin().saw(edit.origin()) && !edit.origin().saw(voiding.origin())) {
                    return edit;
                }
            }
        }
        return null;
    }
}
