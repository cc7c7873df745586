/** Answers questions about indicators from months in memory. */
@NullMarked
package org.outreachsync.indicator.answer;

import org.jspecify.annotations.NullMarked;
