/**
 * What indicators are made of: measures, which say what is counted from records, and definitions, which say what is
 * asked of them. Both are data, read from files and checked against the contract and the code lists before the server
 * starts.
 */
@NullMarked
package org.outreachsync.indicator.catalogue;

import org.jspecify.annotations.NullMarked;
