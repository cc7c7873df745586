package org.outreachsync.intake;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.Path;
import org.outreachsync.model.Value;
import org.outreachsync.wire.log.v1.LoggedOp;

/**
 * A checked op.
 *
 * @param logged the op as the log keeps it
 * @param written the registers that it writes; null if it is in quarantine
 */
record CheckedOp(LoggedOp logged, @Nullable SortedMap<Path, Value> written) {}
