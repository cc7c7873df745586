/** Tests of requests to recipients' servers. */
@NullMarked
package org.outreachsync.export.http;

import org.jspecify.annotations.NullMarked;
