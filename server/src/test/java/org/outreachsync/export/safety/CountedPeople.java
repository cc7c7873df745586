package org.outreachsync.export.safety;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.indicator.catalogue.Operand;

/** The counts of people of a catalogue, by the names that cells give them. */
public final class CountedPeople {

    private final Map<String, Counted> counted = new HashMap<>();

    /**
     * A count of people.
     *
     * @param people how they are selected
     * @param only to whom it is limited
     */
    public record Counted(Operand.People people, Operand.Only only) {}

    /** Those of all numerators and denominators. */
    public CountedPeople(Catalogue catalogue) {
        for (var definition : catalogue.definitions().values()) {
            add(definition.numerator(), definition.numeratorOnly());
            add(definition.denominator(), definition.denominatorOnly());
        }
    }

    private void add(@Nullable Operand operand, Operand.Only only) {
        if (operand instanceof Operand.Persons(var people)) {
            counted.put(Quantity.of(operand, only).name(), new Counted(people, only));
        }
    }

    /** What a cell counts; null if it counts no people. */
    public @Nullable Counted of(String quantity) {
        return counted.get(quantity);
    }
}
