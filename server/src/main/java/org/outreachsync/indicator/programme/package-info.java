/**
 * Data of the programme that answers need in addition to records: placements of sites, tablets in use, entered targets
 * and size estimates. Reads identities and targets; used by answers. Start at
 * {@link org.outreachsync.indicator.programme.SitePlaces}.
 */
@NullMarked
package org.outreachsync.indicator.programme;

import org.jspecify.annotations.NullMarked;
