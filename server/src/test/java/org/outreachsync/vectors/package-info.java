/** Makes the test vectors of the protocol from the server, and compares them with the published files. */
@NullMarked
package org.outreachsync.vectors;

import org.jspecify.annotations.NullMarked;
