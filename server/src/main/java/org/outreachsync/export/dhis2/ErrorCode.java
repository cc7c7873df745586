package org.outreachsync.export.dhis2;

import static org.outreachsync.export.dhis2.Help.DATA;
import static org.outreachsync.export.dhis2.Help.DHIS2_ADMINISTRATOR;
import static org.outreachsync.export.dhis2.Help.MAPPING;
import static org.outreachsync.export.dhis2.Help.SUPPORT;
import static org.outreachsync.export.dhis2.Help.WAITING;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The error codes of DHIS2 that a delivery can meet. DHIS2 knows many more; an unknown one needs a person all the same.
 */
public enum ErrorCode {
    E1005("it does not exist", MAPPING),
    E2002("no period given", SUPPORT),
    E2010("the account may not read this data set", DHIS2_ADMINISTRATOR),
    E2012("the account may not read this org unit", DHIS2_ADMINISTRATOR),
    E8000("one value was refused, and with it all, as was asked", DATA, MAPPING),
    E8002("no data set given, and an element is in several", MAPPING),
    E8003("no data set given, and an element is in none", MAPPING),
    E8004("the data set is not an identifier", MAPPING),
    E8005("the code of the data set is unknown", MAPPING),
    E8008("the date of completion cannot be read", SUPPORT),
    E8009("a completion needs data set, period and org unit", SUPPORT),
    E8010("the account may not write this data set", DHIS2_ADMINISTRATOR),
    E8011("the account may not write this org unit", DHIS2_ADMINISTRATOR),
    E8020("an element is not in the data set, or one of the two is unknown", MAPPING),
    E8021("the period is of another kind than the data set", SUPPORT, MAPPING),
    E8022("the org unit is not assigned to the data set, or is unknown", MAPPING, DHIS2_ADMINISTRATOR),
    E8023("the attribute option combo is missing or wrong", MAPPING),
    E8024("a category option combo is wrong for its element", MAPPING),
    E8030("the period is not open: it has expired, is not over, or is not listed", WAITING, DHIS2_ADMINISTRATOR),
    E8031("the org unit is closed in this period, or not yet open", MAPPING),
    E8033("the period is approved", DHIS2_ADMINISTRATOR),
    E8100("no period given", SUPPORT),
    E8101("no data set given", SUPPORT),
    E8102("no element given", SUPPORT),
    E8103("an element is unknown", MAPPING),
    E8104("an element is not an identifier", MAPPING),
    E8105("no org unit given", SUPPORT),
    E8106("the org unit is not an identifier", MAPPING),
    E8107("the org unit is unknown", MAPPING),
    E8108("a category option combo is unknown", MAPPING),
    E8109("a category option combo is not an identifier", MAPPING),
    E8110("the attribute option combo is unknown", MAPPING),
    E8111("the attribute option combo is not an identifier", MAPPING),
    E8120("a value is empty", DATA),
    E8122("a value is of another type than the element", DATA, MAPPING),
    E8125("a comment is too long", DATA),
    E8128("a cell occurs twice", MAPPING, SUPPORT);

    private static final Map<String, ErrorCode> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ErrorCode::name, Function.identity()));

    private final String meaning;
    private final Help first;
    private final Help second;

    ErrorCode(String meaning, Help only) {
        this(meaning, only, only);
    }

    ErrorCode(String meaning, Help first, Help second) {
        this.meaning = meaning;
        this.first = first;
        this.second = second;
    }

    /** The code of this name; empty if it is none of these. */
    public static Optional<ErrorCode> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Who can help with a code of DHIS2, known or not. */
    static Set<Help> helpWith(String name) {
        return of(name).map(ErrorCode::help).orElse(EnumSet.of(DHIS2_ADMINISTRATOR, SUPPORT));
    }

    /** Whether DHIS2 refuses a single value by this code, and not the whole form. */
    static boolean isOfOneValue(String name) {
        return name.equals(E8120.name()) || name.equals(E8122.name()) || name.equals(E8125.name());
    }

    /** What is wrong, as the end of a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Who can help. */
    public Set<Help> help() {
        return EnumSet.of(first, second);
    }
}
