/**
 * Imports sites, people and targets from CSV files: reads and checks all rows, compares them with the store, then
 * writes what differs. Uses files, and no network. Start at {@link org.outreachsync.sheet.Import}.
 */
@NullMarked
package org.outreachsync.sheet;

import org.jspecify.annotations.NullMarked;
