/**
 * What the programme knows that answers need beside records: where its sites are, which tablets are in use, and the
 * targets and size estimates that people entered. Reads identities and targets, and is read by answers.
 */
@NullMarked
package org.outreachsync.indicator.programme;

import org.jspecify.annotations.NullMarked;
