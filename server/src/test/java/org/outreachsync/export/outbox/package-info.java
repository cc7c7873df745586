/** Tests of exports. */
@NullMarked
package org.outreachsync.export.outbox;

import org.jspecify.annotations.NullMarked;
