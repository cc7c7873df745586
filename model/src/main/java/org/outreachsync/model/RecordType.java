package org.outreachsync.model;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the contract says about one type of record: its fields with those of the envelope, and the rules over them. */
public final class RecordType {

    private final int number;
    private final String name;
    private final List<FieldSpec> fields;
    private final Map<Integer, FieldSpec> byNumber;
    private final Map<String, FieldSpec> byName;
    private final List<RecordRule> rules;
    private final List<String> naturalKey;
    private final @Nullable String duplicateShared;

    /**
     * @param number the type's number on the wire
     * @param name its name in the contract
     * @param fields its fields and those of the envelope
     * @param rules rules over several fields
     * @param naturalKey the fields that are its identity; empty for counted ids
     * @param duplicateShared null: never a possible duplicate; empty: client and day are enough; else the set that must
     *     share a code
     * @throws ContractException when a rule names a field that there is not
     */
    public RecordType(
            int number,
            String name,
            List<FieldSpec> fields,
            List<RecordRule> rules,
            List<String> naturalKey,
            @Nullable String duplicateShared) {
        this.number = number;
        this.name = name;
        this.fields = List.copyOf(fields);
        this.byNumber = Map.copyOf(fields.stream().collect(Collectors.toMap(FieldSpec::number, Function.identity())));
        this.byName = Map.copyOf(fields.stream().collect(Collectors.toMap(FieldSpec::name, Function.identity())));
        this.rules = List.copyOf(rules);
        this.naturalKey = List.copyOf(naturalKey);
        this.duplicateShared = duplicateShared;
        naturalKey.forEach(this::field);
        if (duplicateShared != null && !duplicateShared.isEmpty()) {
            field(duplicateShared);
        }
    }

    /** The type's number on the wire. */
    public int number() {
        return number;
    }

    /** The type's name in the contract, such as {@code NeedleExchange}. */
    public String name() {
        return name;
    }

    /** All fields, those of the envelope among them. */
    public List<FieldSpec> fields() {
        return fields;
    }

    /** The field of this number, or null for one that a newer version of the contract brought. */
    public @Nullable FieldSpec fieldByNumber(int fieldNumber) {
        return byNumber.get(fieldNumber);
    }

    /**
     * The field of this name.
     *
     * @throws ContractException when there is none
     */
    public FieldSpec field(String fieldName) {
        var spec = byName.get(fieldName);
        if (spec == null) {
            throw new ContractException("record type " + name + " has no field " + fieldName);
        }
        return spec;
    }

    /** Whether the type has a field of this name. */
    public boolean has(String fieldName) {
        return byName.containsKey(fieldName);
    }

    /** The register of a plain field. */
    public Path path(String fieldName) {
        return Path.field(field(fieldName).number());
    }

    /** Rules over several fields. */
    public List<RecordRule> rules() {
        return rules;
    }

    /** The fields that are the record's identity; empty when devices count its ids. */
    public List<String> naturalKey() {
        return naturalKey;
    }

    /** Null: never a possible duplicate. Empty: client and day are enough. Else: the set that must share a code. */
    public @Nullable String duplicateShared() {
        return duplicateShared;
    }

    /**
     * How a register is merged; a field that this version does not know is merged as a whole, the last writer winning.
     */
    public MergeRule mergeOf(Path path) {
        var spec = byNumber.get(path.field());
        return spec == null ? MergeRule.LAST_WRITER : spec.mergeOf(path.sub());
    }

    @Override
    public String toString() {
        return name;
    }
}
