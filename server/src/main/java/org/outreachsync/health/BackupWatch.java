package org.outreachsync.health;

import org.outreachsync.backup.LastBackup;
import org.outreachsync.edge.Meters;

/** What metrics say about backups, as last read from the store. */
public final class BackupWatch {

    private final LastBackup last;
    private volatile LastBackup.Known seen = LastBackup.Known.NOTHING;

    /** Registers the metrics. */
    public BackupWatch(LastBackup last, Meters meters) {
        this.last = last;
        meters.watch(
                "outreach.backup.made.timestamp.seconds",
                "When the last complete backup was made; 0 if there was none",
                this,
                watch -> watch.seconds());
        meters.watch("outreach.backup.bytes", "Size of the last complete backup", this, watch -> watch.seen.bytes());
        meters.watch(
                "outreach.backup.failing",
                "1 if an attempt has failed since the last complete backup",
                this,
                watch -> watch.seen.isFailing() ? 1 : 0);
    }

    private long seconds() {
        var made = seen.made();
        return made == null ? 0 : made.getEpochSecond();
    }

    /** Looks now. */
    void look() {
        seen = last.known();
    }
}
