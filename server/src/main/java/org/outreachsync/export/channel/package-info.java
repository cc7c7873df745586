/**
 * Ways of delivery that are not HTTP: {@link org.outreachsync.export.channel.SftpChannel} uploads to a recipient's
 * server, {@link org.outreachsync.export.channel.FolderChannel} writes to a local folder, and
 * {@link org.outreachsync.export.channel.EmailNotice} tells people by e-mail, without data.
 */
@NullMarked
package org.outreachsync.export.channel;

import org.jspecify.annotations.NullMarked;
