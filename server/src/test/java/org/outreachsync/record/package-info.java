@NullMarked
package org.outreachsync.record;

import org.jspecify.annotations.NullMarked;
