package org.outreachsync.indicator.catalogue;

/** A definition is wrong; the message names file, line and reason. */
public final class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says where and why.
     *
     * @param place file and line, such as {@code catalogue.yaml:12}
     */
    public CatalogueException(String place, String reason) {
        super(place + ": " + reason);
    }
}
