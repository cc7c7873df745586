package org.outreachsync.export.dhis2;

import org.outreachsync.indicator.Period;

/**
 * What the cells of one request have in common: one form of DHIS2, filled in for one place and one period.
 *
 * @param dataSet the data set, always given: DHIS2 would otherwise guess it from the elements
 * @param orgUnit where the figures are from
 * @param period one of a {@link PeriodType}
 * @param attributeOptionCombo the default combo if the data set has no attributes. Always spelled out: without it DHIS2
 *     does not check whether the period is approved
 */
public record Group(Uid dataSet, Uid orgUnit, Period period, Uid attributeOptionCombo) {

    public Group {
        if (PeriodType.of(period).isEmpty()) {
            throw new IllegalArgumentException("DHIS2 has no data set with periods such as " + period.text());
        }
    }
}
