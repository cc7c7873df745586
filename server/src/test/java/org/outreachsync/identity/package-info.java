/** Tests of devices, codes and people. */
@NullMarked
package org.outreachsync.identity;

import org.jspecify.annotations.NullMarked;
