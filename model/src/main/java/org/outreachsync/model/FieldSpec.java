package org.outreachsync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the contract says about one field.
 *
 * @param number the field's number; see {@link Path#field}
 * @param name the field's name in the contract
 * @param kind what its value means
 * @param merge how concurrent writes are merged
 * @param repeated whether it is a set or has lines
 * @param required whether a record without it is refused
 * @param sensitive whether it is never exported per person
 * @param min the smallest value, or null
 * @param max the largest value, or null
 * @param warnAbove larger values cause a warning, or null
 * @param yearsBackMin for a year: at least this many years ago, or null
 * @param aheadDaysMax for a day: at most this many days after today, or null for the same limit as for an event
 * @param beforeProgramme for a day: whether it may be before the programme's start
 * @param codeList the name of the list of its codes, or null
 * @param itemsMin the fewest elements or lines
 * @param itemsMax the most elements or lines
 * @param keyField for a client code: the field of its pseudonym, or null
 * @param lineKey whether it is the key of its line
 * @param line the fields of a line; empty for all but {@link ValueKind#LINES}
 */
public record FieldSpec(
        int number,
        String name,
        ValueKind kind,
        MergeRule merge,
        boolean repeated,
        boolean required,
        boolean sensitive,
        @Nullable Long min,
        @Nullable Long max,
        @Nullable Long warnAbove,
        @Nullable Integer yearsBackMin,
        @Nullable Integer aheadDaysMax,
        boolean beforeProgramme,
        @Nullable String codeList,
        int itemsMin,
        int itemsMax,
        @Nullable String keyField,
        boolean lineKey,
        List<FieldSpec> line) {

    public FieldSpec {
        line = List.copyOf(line);
    }

    /**
     * The field of a line with this name.
     *
     * @throws ContractException when the line has no such field
     */
    public FieldSpec inLine(String fieldName) {
        for (var spec : line) {
            if (spec.name().equals(fieldName)) {
                return spec;
            }
        }
        throw new ContractException("field " + name + " has no line field " + fieldName);
    }

    /** The merge rule of a register of this field: of the line's field for {@code sub} &gt; 0, otherwise its own. */
    public MergeRule mergeOf(int sub) {
        for (var spec : line) {
            if (spec.number() == sub) {
                return spec.merge();
            }
        }
        return merge;
    }
}
