/** What an operator types, what is printed, and the exit codes. */
@NullMarked
package org.outreachsync.cli;

import org.jspecify.annotations.NullMarked;
