package org.outreachsync.export.dhis2;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.outreachsync.export.mapping.WhoElements;

/**
 * A data set of the small DHIS2.
 *
 * @param id its identifier
 * @param elements the option combos of each element
 * @param assigned where it is filled in
 * @param attributes its attribute option combos
 * @param expiryDays after how many days a month closes; 0 for never
 * @param shared whether the account may write it
 * @param months how long its periods are
 */
record FarForm(
        String id,
        Map<String, Set<String>> elements,
        Set<String> assigned,
        Set<String> attributes,
        int expiryDays,
        boolean shared,
        int months) {

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

    static final String WHO_MONTHLY = "GqKaojXhPdg";
    static final String WHO_YEARLY = "erLEZ9lOIQ8";

    /** The default combo of the WHO package. */
    static final String WHO_DEFAULT = "HllvX50cXC0";

    private static final Set<String> WHO_SITES = Set.of("ouOfSiteNo0", "ouOfSiteNo1", "ouOfSiteNo2", "ouOfSiteNo3");

    /** The last day of the closed org unit. */
    static final LocalDate LAST_DAY = LocalDate.of(2026, 3, 31);

    static Map<String, FarForm> all() {
        var bySex = Set.of(MALE, FEMALE);
        var elements = Map.of(SYRINGES, bySex, CLIENTS, bySex, KITS, Set.of(DEFAULT));
        var units = Set.of(NORTH, SOUTH, CLOSED);
        var plain = Set.of(DEFAULT);
        var forms = new HashMap<>(Map.of(
                MONTHLY, new FarForm(MONTHLY, elements, units, plain, 0, true, 1),
                LOCKED, new FarForm(LOCKED, elements, units, plain, 15, true, 1),
                OTHERS, new FarForm(OTHERS, elements, units, plain, 0, false, 1),
                PARTNERS, new FarForm(PARTNERS, elements, units, Set.of(PARTNER), 0, true, 1)));
        who().forEach(form -> forms.put(form.id(), form));
        return forms;
    }

    /** The forms of the WHO package, with its elements and option combos. */
    private static List<FarForm> who() {
        var elements = WhoElements.byDataSet();
        return List.of(
                who(WHO_MONTHLY, Objects.requireNonNull(elements.get("HIV_AGG_PREV_MONTHLY")), 1),
                who(WHO_YEARLY, Objects.requireNonNull(elements.get("HIV_AGG_PREV_YEARLY")), 12));
    }

    private static FarForm who(String id, Map<String, Set<String>> elements, int months) {
        return new FarForm(id, elements, WHO_SITES, Set.of(WHO_DEFAULT), 0, true, months);
    }
}
