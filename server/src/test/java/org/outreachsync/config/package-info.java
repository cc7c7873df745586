/** Tests of what an operator may set. */
@NullMarked
package org.outreachsync.config;

import org.jspecify.annotations.NullMarked;
