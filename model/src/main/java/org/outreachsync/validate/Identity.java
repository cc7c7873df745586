package org.outreachsync.validate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.outreachsync.model.Path;
import org.outreachsync.model.RecordType;
import org.outreachsync.model.Value;

/** Checks ops on records with a natural key, so that the same id means the same record on all tablets. */
public final class Identity {

    private Identity() {}

    /**
     * Checks that an edit does not change the natural key.
     *
     * @param shown the record without the edit
     * @param written the registers that the edit writes
     */
    public static List<Finding> checkEdit(RecordType type, Map<Path, Value> shown, Map<Path, Value> written) {
        return type.naturalKey().stream()
                .filter(name -> written.containsKey(type.path(name))
                        && !Objects.equals(written.get(type.path(name)), shown.get(type.path(name))))
                .map(name -> Finding.error(
                        ResultCode.NATURAL_KEY_MISMATCH,
                        name,
                        "The field is part of what names the record, and cannot be changed."))
                .collect(Collectors.toList());
    }

    /**
     * Whether an op adds counts to a record of such a type, and does not only change another field or revert its void.
     */
    public static boolean counts(RecordType type, boolean isCreation, Map<Path, Value> written) {
        return !type.naturalKey().isEmpty()
                && (isCreation || written.keySet().stream().anyMatch(path -> path.slot() != 0))
                && !written.containsKey(type.path("void_reason"));
    }

    /** The finding about an op that counts in a record that is known to be void. */
    public static Finding voided() {
        return Finding.error(
                ResultCode.RECORD_VOID,
                "",
                "The record is void, so that nothing counts in it. Count in the next one of the same kind.");
    }
}
