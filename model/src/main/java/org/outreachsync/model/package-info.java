/**
 * What a record is: ids, clocks, values, and the contract that says which fields exist. From the wire's mapping, to
 * validation, merge and indicators.
 */
@NullMarked
package org.outreachsync.model;

import org.jspecify.annotations.NullMarked;
