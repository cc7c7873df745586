package org.outreachsync.model.codes;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a code list.
 *
 * @param id the number in records, 1 to {@link #ID_MAX}; it never changes and is never reused
 * @param code the name in files and rules, such as {@code NSP}; for a region, its ISO 3166-2 code
 * @param validFrom the first day on which events may have the code
 * @param retiredOn the first day on which events may no longer have it, or null while it is in use
 * @param sinceVersion the version of all code lists that introduced the code, from 1
 * @param labels the labels that people read; a published code has one in every language
 * @param attributes the attributes of the code
 */
public record Code(
        int id,
        String code,
        LocalDate validFrom,
        @Nullable LocalDate retiredOn,
        int sinceVersion,
        LocalizedText labels,
        Attributes attributes) {

    /** The largest id. It takes two bytes in a message; ids up to 127 take one. */
    public static final int ID_MAX = 16_383;

    /** The smallest id of a programme's own codes, which go up to {@link #ID_MAX}; published codes stay below it. */
    public static final int OWN_ID_MIN = 8_192;

    /** The prefix of the name of each of a programme's own codes, which no published code has. */
    public static final String OWN_PREFIX = "OWN_";

    /**
     * A code.
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

    /** The label in this language; failing that, the English label; failing that, the code itself. */
    public String label(String language) {
        return labels.in(language, code);
    }
}
