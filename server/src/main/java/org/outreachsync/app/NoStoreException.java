package org.outreachsync.app;

/** There is no store where the configuration says, and what was asked for makes none. */
public final class NoStoreException extends StartException {

    private static final long serialVersionUID = 1L;

    /**
     * Says how to name another store, or to make one.
     *
     * @param where the folder or the database
     * @param variable that names another
     */
    NoStoreException(String where, String variable) {
        super(
                "There is no store in " + where + ". If it is elsewhere, set " + variable
                        + ". The first ./outreach serve makes a store, and so does ./outreach admin init.",
                null);
    }
}
