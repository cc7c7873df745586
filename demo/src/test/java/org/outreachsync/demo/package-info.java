/** The demo's figures, held against what its workers did. */
@NullMarked
package org.outreachsync.demo;

import org.jspecify.annotations.NullMarked;
