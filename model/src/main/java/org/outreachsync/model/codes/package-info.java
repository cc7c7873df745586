/**
 * The code lists of the programme: which codes exist, what they are called, and on which days they were in use. Filled
 * by a reader of the published lists, asked by validation and indicators.
 */
@NullMarked
package org.outreachsync.model.codes;

import org.jspecify.annotations.NullMarked;
