package org.outreachsync.config;

/**
 * Limits of the data sets of a destination.
 *
 * @param setsMax the maximum number of data sets of a destination
 * @param indicatorsMax the maximum number of indicators of a data set
 * @param breakdownsMax the maximum number of breakdowns of an indicator
 * @param dimensionsMax the maximum number of dimensions of a breakdown
 * @param figuresMax the maximum number of figures of a mapping
 */
public record DataSetLimits(int setsMax, int indicatorsMax, int breakdownsMax, int dimensionsMax, int figuresMax) {

    /** The limits in production. */
    public static DataSetLimits standard() {
        return new DataSetLimits(
                /* setsMax= */ 20,
                /* indicatorsMax= */ 200,
                /* breakdownsMax= */ 12,
                /* dimensionsMax= */ 3,
                /* figuresMax= */ 2_000);
    }
}
