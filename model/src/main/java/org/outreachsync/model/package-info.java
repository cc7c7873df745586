/**
 * The elements of a record: ids, clocks, values, and the contract that defines its fields. Used by the mapping of
 * messages, validation, merge and indicators. Start at {@link org.outreachsync.model.Contract}.
 */
@NullMarked
package org.outreachsync.model;

import org.jspecify.annotations.NullMarked;
