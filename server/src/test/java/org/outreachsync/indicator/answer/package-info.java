/** Answers about indicators. */
@NullMarked
package org.outreachsync.indicator.answer;

import org.jspecify.annotations.NullMarked;
