/**
 * Encrypted backups of a whole store at one moment, and what is put back from them. Called by admin commands. Start at
 * {@link org.outreachsync.backup.BackupWriter} and {@link org.outreachsync.backup.Restoration}.
 */
@NullMarked
package org.outreachsync.backup;

import org.jspecify.annotations.NullMarked;
