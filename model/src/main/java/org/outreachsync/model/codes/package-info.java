/**
 * The code lists: which codes exist, their labels, and on which days they were in use. Loaded by the reader of the
 * published lists; used by validation and indicators. Start at {@link org.outreachsync.model.codes.CodeLists}.
 */
@NullMarked
package org.outreachsync.model.codes;

import org.jspecify.annotations.NullMarked;
