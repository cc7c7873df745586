@NullMarked
package org.outreachsync.refusal;

import org.jspecify.annotations.NullMarked;
