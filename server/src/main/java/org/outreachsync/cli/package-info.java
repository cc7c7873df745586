/**
 * The command line: {@code ./outreach serve} and every {@code ./outreach admin} command, with their help, messages and
 * exit codes. The domain does the work; this package only has what an operator types and reads. Start at
 * {@link org.outreachsync.cli.Main}.
 */
@NullMarked
package org.outreachsync.cli;

import org.jspecify.annotations.NullMarked;
