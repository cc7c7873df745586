package org.outreachsync.model;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All record types of a version of the contract. */
public final class Contract {

    private final List<RecordType> types;
    private final @Nullable RecordType[] byNumber;

    /**
     * A contract with these types.
     *
     * @throws ContractException when two have the same number
     */
    public Contract(List<RecordType> types) {
        this.types = List.copyOf(types);
        this.byNumber = new @Nullable
                RecordType[1 + types.stream().mapToInt(RecordType::number).max().orElse(0)];
        for (var type : types) {
            if (byNumber[type.number()] != null) {
                throw new ContractException("two record types have the number " + type.number());
            }
            byNumber[type.number()] = type;
        }
    }

    /** All types. */
    public Collection<RecordType> types() {
        return types;
    }

    /** The type of this number, or null for one that this version does not know. */
    public @Nullable RecordType find(int number) {
        return number >= 0 && number < byNumber.length ? byNumber[number] : null;
    }

    /**
     * The type of this number.
     *
     * @throws ContractException when there is none
     */
    public RecordType type(int number) {
        var type = find(number);
        if (type == null) {
            throw new ContractException("no record type " + number);
        }
        return type;
    }

    /**
     * The type of this name.
     *
     * @throws ContractException when there is none
     */
    public RecordType type(String name) {
        return types.stream()
                .filter(type -> type.name().equals(name))
                .findAny()
                .orElseThrow(() -> new ContractException("no record type " + name));
    }
}
