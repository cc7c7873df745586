package org.outreachsync.export.dhis2;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * A data set of the small DHIS2.
 *
 * @param id its identifier
 * @param elements the option combos of each element
 * @param assigned where it is filled in
 * @param attributes its attribute option combos
 * @param expiryDays after how many days a month closes; 0 for never
 * @param shared whether the account may write it
 */
record FarForm(
        String id,
        Map<String, Set<String>> elements,
        Set<String> assigned,
        Set<String> attributes,
        int expiryDays,
        boolean shared) {

    /** The combo that stands for "not disaggregated". */
    static final String DEFAULT = "dfltCombo01";

    static final String MALE = "cmMaleCombo";
    static final String FEMALE = "cfFemaleCom";
    static final String SYRINGES = "deSyringes1";
    static final String CLIENTS = "deClients01";
    static final String KITS = "deNaloxone1";
    static final String MONTHLY = "dsMonthly01";
    static final String LOCKED = "dsLocked001";
    static final String OTHERS = "dsOfOthers1";
    static final String PARTNERS = "dsPartners1";
    static final String PARTNER = "coPartner01";
    static final String NORTH = "ouNorthSit1";
    static final String SOUTH = "ouSouthSit1";
    static final String CLOSED = "ouClosedSi1";
    static final String ELSEWHERE = "ouElsewher1";

    /** The last day of the closed org unit. */
    static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 31);

    static Map<String, FarForm> all() {
        var bySex = Set.of(MALE, FEMALE);
        var elements = Map.of(SYRINGES, bySex, CLIENTS, bySex, KITS, Set.of(DEFAULT));
        var units = Set.of(NORTH, SOUTH, CLOSED);
        var plain = Set.of(DEFAULT);
        return Map.of(
                MONTHLY, new FarForm(MONTHLY, elements, units, plain, 0, true),
                LOCKED, new FarForm(LOCKED, elements, units, plain, 15, true),
                OTHERS, new FarForm(OTHERS, elements, units, plain, 0, false),
                PARTNERS, new FarForm(PARTNERS, elements, units, Set.of(PARTNER), 0, true));
    }
}
