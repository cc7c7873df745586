/**
 * Maps between protobuf messages and the model: reads the contract from its descriptors, and flattens messages into
 * registers and back. Used by the edge and the device library. Start at {@link org.outreachsync.wire.RecordMapper}.
 */
@NullMarked
package org.outreachsync.wire;

import org.jspecify.annotations.NullMarked;
