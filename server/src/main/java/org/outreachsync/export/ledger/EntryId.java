package org.outreachsync.export.ledger;

import java.util.Optional;
import java.util.regex.Pattern;
import org.outreachsync.indicator.Period;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;

/**
 * Which export an entry is about. Only one entry has the same.
 *
 * @param destination the code of the destination
 * @param dataSet the code of the data set
 * @param period the period, named as DHIS2 does
 * @param revision 1 for the first report of the period
 */
public record EntryId(String destination, String dataSet, Period period, int revision) {

    private static final Pattern FORM = Pattern.compile("([A-Z0-9_-]+)\\.([A-Z0-9_-]+)\\.(\\w+)\\.([1-9]\\d{0,4})");

    public EntryId {
        period = period.named();
    }

    /**
     * Parses the text form.
     *
     * @throws RefusedException NOT_FOUND if it is none
     */
    public static EntryId parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw unknown();
        }
        return new EntryId(form.group(1), form.group(2), period(form.group(3)), Integer.parseInt(form.group(4)));
    }

    private static Period period(String text) {
        try {
            return Period.parse(text);
        } catch (RefusedException none) {
            throw unknown();
        }
    }

    private static RefusedException unknown() {
        return new RefusedException(Code.NOT_FOUND, "There is no such export.");
    }

    /** The next revision. */
    public EntryId next() {
        return new EntryId(destination, dataSet, period, revision + 1);
    }

    /** The revision before it; empty for the first. */
    public Optional<EntryId> previous() {
        return revision == 1 ? Optional.empty() : Optional.of(new EntryId(destination, dataSet, period, revision - 1));
    }

    /** The text form, such as {@code GF-KG.MONTHLY.202610.1}; safe in addresses and as the name of a folder. */
    @Override
    public String toString() {
        return String.join(".", destination, dataSet, period.text(), Integer.toString(revision));
    }
}
