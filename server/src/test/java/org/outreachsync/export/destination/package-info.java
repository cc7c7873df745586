@NullMarked
package org.outreachsync.export.destination;

import org.jspecify.annotations.NullMarked;
