/**
 * The catalogue: measures, which define what is counted from records, and indicators, which define the figures that
 * people ask for. Both are data in files, and are checked against the contract and the code lists before the server
 * starts. Start at {@link org.outreachsync.indicator.catalogue.Catalogue}.
 */
@NullMarked
package org.outreachsync.indicator.catalogue;

import org.jspecify.annotations.NullMarked;
