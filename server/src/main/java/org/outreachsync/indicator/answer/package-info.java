/** Answers questions about indicators from months in memory. Touches the catalogue, cells and persons; no network, no database. */
@NullMarked
package org.outreachsync.indicator.answer;

import org.jspecify.annotations.NullMarked;
