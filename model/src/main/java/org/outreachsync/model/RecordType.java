package org.outreachsync.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record type in the contract: its fields, including those of the envelope, and the rules over several fields. */
public final class RecordType {

    /** The field with the key of the client whom a record is about. Records of a type without it are about nobody. */
    public static final String OWN_CLIENT = "client_key";

    private final int number;
    private final String name;
    private final List<FieldSpec> fields;
    private final List<FieldSpec> required;
    private final List<FieldSpec> limited;
    private final @Nullable FieldSpec[] inRecord;
    private final @Nullable FieldSpec[] inEnvelope;
    private final Map<String, FieldSpec> byName;
    private final List<RecordRule> rules;
    private final List<RecordRule.NothingRefused> refusals;
    private final List<FieldSpec> persons;
    private final List<FieldSpec> otherPersons;
    private final List<FieldSpec> clientCodes;
    private final List<FieldSpec> sites;
    private final List<String> naturalKey;
    private final @Nullable String duplicateShared;

    /**
     * @param number the number of the type
     * @param name its name in the contract
     * @param fields its fields, including those of the envelope
     * @param rules rules over several fields
     * @param naturalKey the fields of the natural key; empty if ids are counted
     * @param duplicateShared null if records are never possible duplicates; empty if the same client and day suffice;
     *     otherwise the set that must share a code
     * @throws ContractException when a rule names a field that does not exist
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
        this.required = those(fields, FieldSpec::required);
        this.limited = those(fields, spec -> spec.repeated() && spec.itemsMax() > 0);
        this.inRecord = byNumber(0, those(fields, spec -> spec.number() < Path.ENVELOPE));
        this.inEnvelope = byNumber(Path.ENVELOPE, those(fields, spec -> spec.number() >= Path.ENVELOPE));
        this.byName = Map.copyOf(fields.stream().collect(Collectors.toMap(FieldSpec::name, Function.identity())));
        this.rules = List.copyOf(rules);
        this.refusals = refusals(rules);
        this.persons = those(fields, spec -> spec.kind() == ValueKind.CLIENT_KEY);
        this.otherPersons = those(persons, spec -> !spec.name().equals(OWN_CLIENT));
        this.clientCodes = those(fields, spec -> spec.kind() == ValueKind.CLIENT_CODE);
        this.sites = those(fields, spec -> spec.kind() == ValueKind.SITE);
        this.naturalKey = List.copyOf(naturalKey);
        this.duplicateShared = duplicateShared;
        naturalKey.forEach(this::field);
        if (duplicateShared != null && !duplicateShared.isEmpty()) {
            field(duplicateShared);
        }
    }

    /** The number of the type. */
    public int number() {
        return number;
    }

    /** The type's name in the contract, such as {@code NeedleExchange}. */
    public String name() {
        return name;
    }

    /** All fields, including those of the envelope. */
    public List<FieldSpec> fields() {
        return fields;
    }

    /** The fields without which a record is refused. */
    public List<FieldSpec> required() {
        return required;
    }

    /** The sets and lines that may have only so many elements. */
    public List<FieldSpec> limited() {
        return limited;
    }

    /** The field of this number, or null for one of a newer version of the contract. */
    public @Nullable FieldSpec fieldByNumber(int fieldNumber) {
        return fieldNumber < Path.ENVELOPE ? at(inRecord, fieldNumber) : at(inEnvelope, fieldNumber - Path.ENVELOPE);
    }

    private static @Nullable FieldSpec at(@Nullable FieldSpec[] byNumber, int place) {
        return place >= 0 && place < byNumber.length ? byNumber[place] : null;
    }

    /** Fields at the places of their numbers, which begin after {@code offset}. */
    private static @Nullable FieldSpec[] byNumber(int offset, List<FieldSpec> fields) {
        int last = offset;
        for (var spec : fields) {
            last = Math.max(last, spec.number());
        }
        var byNumber = new @Nullable FieldSpec[last - offset + 1];
        for (var spec : fields) {
            if (byNumber[spec.number() - offset] != null) {
                throw new ContractException("two fields have the number " + spec.number());
            }
            byNumber[spec.number() - offset] = spec;
        }
        return byNumber;
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

    /** The rules by which something may be withheld. */
    public List<RecordRule.NothingRefused> refusals() {
        return refusals;
    }

    /** The fields with the key of a person. */
    public List<FieldSpec> persons() {
        return persons;
    }

    /** The fields with the key of another person than the one whom a record is about. */
    public List<FieldSpec> otherPersons() {
        return otherPersons;
    }

    /** The fields with the client code of a person, which only tablets know. */
    public List<FieldSpec> clientCodes() {
        return clientCodes;
    }

    /** The fields with the code of a site. */
    public List<FieldSpec> sites() {
        return sites;
    }

    private static List<FieldSpec> those(List<FieldSpec> fields, Predicate<FieldSpec> such) {
        return List.copyOf(fields.stream().filter(such).collect(Collectors.toList()));
    }

    private static List<RecordRule.NothingRefused> refusals(List<RecordRule> rules) {
        var refusals = new ArrayList<RecordRule.NothingRefused>();
        for (var rule : rules) {
            if (rule.test() instanceof RecordRule.NothingRefused) {
                refusals.add((RecordRule.NothingRefused) rule.test());
            }
        }
        return List.copyOf(refusals);
    }

    /** The fields of the natural key; empty if ids are counted. */
    public List<String> naturalKey() {
        return naturalKey;
    }

    /**
     * Null if records are never possible duplicates; empty if the same client and day suffice; otherwise the set that
     * must share a code.
     */
    public @Nullable String duplicateShared() {
        return duplicateShared;
    }

    /** How a register is merged. An unknown field is merged as a whole; the last writer wins. */
    public MergeRule mergeOf(Path path) {
        var spec = fieldByNumber(path.field());
        return spec == null ? MergeRule.LAST_WRITER : spec.mergeOf(path.sub());
    }

    @Override
    public String toString() {
        return name;
    }
}
