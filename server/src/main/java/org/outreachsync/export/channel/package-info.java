/**
 * Ways of delivery: into a local folder, to an SFTP server, to a DHIS2, by PUT, and notices by e-mail without data.
 * {@link org.outreachsync.export.channel.Channels} builds the one of each destination.
 */
@NullMarked
package org.outreachsync.export.channel;

import org.jspecify.annotations.NullMarked;
