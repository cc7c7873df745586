/**
 * Between the bytes of the network and the model: reads the contract from its descriptors, and flattens messages into
 * registers and back. From the edge and the device library, to the model.
 */
@NullMarked
package org.outreachsync.wire;

import org.jspecify.annotations.NullMarked;
