package org.outreachsync.model.codes;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a code list.
 *
 * @param id travels on the wire; 1 to {@link #ID_MAX}, stable for ever, never given to another code
 * @param code names the entry in files and rules, such as {@code NSP}; for a region its ISO 3166-2 code
 * @param validFrom the first day whose events may have the code
 * @param retiredOn the first day whose events may no longer have it, or null while it is in use
 * @param sinceVersion the version of the whole set of lists that brought the code, from 1
 * @param labels what people read; the published codes have one in every language
 * @param attributes what is known about the code besides
 */
public record Code(
        int id,
        String code,
        LocalDate validFrom,
        @Nullable LocalDate retiredOn,
        int sinceVersion,
        LocalizedText labels,
        Attributes attributes) {

    /** The largest id: two bytes on the wire. Ids up to 127 take one. */
    public static final int ID_MAX = 16_383;

    /** The smallest id of a programme's own codes, which go up to {@link #ID_MAX}; published codes stay below it. */
    public static final int OWN_ID_MIN = 8_192;

    /** How the name of every code of a programme's own begins, and that of no published code. */
    public static final String OWN_PREFIX = "OWN_";

    /**
     * Takes an entry as its reader found it.
     *
     * @throws CodeListException when the id or version is out of range, or the code retires before it begins
     */
    public Code {
        if (id < 1 || id > ID_MAX) {
            throw new CodeListException("code " + code + " has id " + id + ", which is not in 1 to " + ID_MAX);
        }
        if (sinceVersion < 1) {
            throw new CodeListException("code " + code + " came in version " + sinceVersion + ", which is below 1");
        }
        if (retiredOn != null && !retiredOn.isAfter(validFrom)) {
            throw new CodeListException("code " + code + " retires on " + retiredOn + ", before it was in use");
        }
    }

    /** Whether the code is a programme's own. */
    public boolean isOwn() {
        return id >= OWN_ID_MIN;
    }

    /** Whether an event of this day may have the code: from {@code validFrom}, and before {@code retiredOn}. */
    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (retiredOn == null || day.isBefore(retiredOn));
    }

    /** Whether this attribute is true. */
    public boolean has(String attribute) {
        return attributes.flags().contains(attribute);
    }

    /**
     * What people read in this language; English when there is no such label, the code itself when there is no English
     * one.
     */
    public String label(String language) {
        return labels.in(language, code);
    }
}
