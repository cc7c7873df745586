@NullMarked
package org.outreachsync.load.write;

import org.jspecify.annotations.NullMarked;
