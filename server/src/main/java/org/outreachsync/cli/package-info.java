/**
 * The command line: {@code ./outreach serve} and every {@code ./outreach admin} command, with their help, messages and
 * exit codes. What a command does is done by the domain; here is only what an operator types and reads.
 */
@NullMarked
package org.outreachsync.cli;

import org.jspecify.annotations.NullMarked;
