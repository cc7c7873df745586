/** Tests of the demo: its figures are compared with what its workers did. */
@NullMarked
package org.outreachsync.demo;

import org.jspecify.annotations.NullMarked;
