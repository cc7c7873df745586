/** Tests of exports. */
@NullMarked
package org.outreachsync.export.ledger;

import org.jspecify.annotations.NullMarked;
