package org.outreachsync.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All record types of a version of the contract. */
public final class Contract {

    private final Map<Integer, RecordType> byNumber;

    /** A contract with these types. */
    public Contract(List<RecordType> types) {
        this.byNumber = Map.copyOf(types.stream().collect(Collectors.toMap(RecordType::number, Function.identity())));
    }

    /** All types. */
    public Collection<RecordType> types() {
        return byNumber.values();
    }

    /** The type of this number, or null for one that this version does not know. */
    public @Nullable RecordType find(int number) {
        return byNumber.get(number);
    }

    /**
     * The type of this number.
     *
     * @throws ContractException when there is none
     */
    public RecordType type(int number) {
        var type = byNumber.get(number);
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
        return byNumber.values().stream()
                .filter(type -> type.name().equals(name))
                .findAny()
                .orElseThrow(() -> new ContractException("no record type " + name));
    }
}
