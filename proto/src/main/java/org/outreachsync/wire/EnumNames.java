package org.outreachsync.wire;

import com.google.protobuf.ProtocolMessageEnum;
import java.util.Locale;

/**
 * Maps between enums of the contract and of the model, which have the same values. In the contract, every value begins
 * with the name of its enum, since C++ and other languages put all values of a file into one namespace.
 */
public final class EnumNames {

    private EnumNames() {}

    /**
     * The model's value.
     *
     * @throws IllegalArgumentException when the model does not know it
     */
    public static <M extends Enum<M>> M model(Class<M> type, ProtocolMessageEnum wire) {
        if (wire.getNumber() == 0) {
            throw new IllegalArgumentException(type.getSimpleName() + " is not set");
        }
        var value = wire.getValueDescriptor();
        return Enum.valueOf(
                type,
                value.getName().substring(prefix(value.getType().getName()).length()));
    }

    /** The contract's value of the same name. */
    public static <W extends Enum<W> & ProtocolMessageEnum> W wire(Class<W> type, Enum<?> model) {
        return Enum.valueOf(type, prefix(type.getSimpleName()) + model.name());
    }

    private static String prefix(String enumName) {
        return enumName.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT) + "_";
    }
}
