package org.outreachsync.store;

/**
 * The form of everything that this version of the program stores. Each store says its own. What is added so that the
 * version before can ignore it does not change the form.
 */
public final class StoreForm {

    /** Incremented when the version before cannot read what this one stores, or this one what that one stored. */
    public static final long CURRENT = 4;

    /** The oldest form that {@code admin upgrade} changes into the current one. */
    public static final long OLDEST = 2;

    private StoreForm() {}

    /** Whether {@code admin upgrade} changes this form into the current one. */
    public static boolean isEarlier(long form) {
        return form >= OLDEST && form < CURRENT;
    }

    /**
     * Checks that this version can read and write a store.
     *
     * @param form what the store says
     * @throws StoreException if it is another form than the current one, with what to do
     */
    public static void check(long form) {
        if (form > CURRENT) {
            throw new StoreException(
                    "the store was written by a newer version of this program, in form " + form
                            + "; this version knows form " + CURRENT
                            + ". Use the newer version, or restore a backup that was made before the upgrade",
                    null);
        }
        if (isEarlier(form)) {
            throw new StoreException(
                    "the store was written by an earlier version of this program, in form " + form
                            + "; this version needs form " + CURRENT
                            + ". Stop all servers, make a backup with the earlier version, and run \"./outreach admin upgrade\". A backup in this form is restored by the version that made it",
                    null);
        }
        if (form < OLDEST) {
            throw new StoreException(
                    "the store was written by a trial version of this program, in form " + form
                            + ", which this version cannot read; begin a new store",
                    null);
        }
    }
}
