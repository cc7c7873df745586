/**
 * Counts the table of an export by asking the indicators, as everybody else does. The counts are exact and not yet safe
 * to publish.
 */
@NullMarked
package org.outreachsync.export.count;

import org.jspecify.annotations.NullMarked;
