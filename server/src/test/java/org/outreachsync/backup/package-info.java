@NullMarked
package org.outreachsync.backup;

import org.jspecify.annotations.NullMarked;
