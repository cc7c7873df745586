/**
 * The code lists: which codes exist, their labels, and on which days they were in use. Loaded by the reader of the
 * published lists; used by validation and indicators.
 */
@NullMarked
package org.outreachsync.model.codes;

import org.jspecify.annotations.NullMarked;
