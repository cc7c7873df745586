/**
 * Counts doubtful data of sites, for supervisors: possible duplicates, quarantined ops, colliding client codes, tallies
 * beside records. Only counts, nothing about a person. Start at
 * {@link org.outreachsync.indicator.quality.QualityService}.
 */
@NullMarked
package org.outreachsync.indicator.quality;

import org.jspecify.annotations.NullMarked;
