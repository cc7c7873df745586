/**
 * The programs: the server and the admin commands, and how their parts are put together. From the command line, to
 * everything.
 */
@NullMarked
package org.outreachsync.app;

import org.jspecify.annotations.NullMarked;
