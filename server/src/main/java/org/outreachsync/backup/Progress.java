package org.outreachsync.backup;

/** Is told how far a backup or a restore has come. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (table, done, about) -> {};

    /**
     * Called after each document.
     *
     * @param table which is being copied
     * @param done documents of it so far
     * @param about how many it has, or 0 if that is not known
     */
    void at(String table, long done, long about);
}
