package org.outreachsync.app;

/** There is no store where the configuration says, and the command does not create one. */
public final class NoStoreException extends StartException {

    private static final long serialVersionUID = 1L;

    /**
     * Says how to name another store, or to create one.
     *
     * @param where the folder or the database
     * @param variable the variable that names a store
     */
    NoStoreException(String where, String variable) {
        super(
                "There is no store in " + where + ". If it is elsewhere, set " + variable
                        + ". The first ./outreach serve creates a store, and so does ./outreach admin init.",
                null);
    }
}
