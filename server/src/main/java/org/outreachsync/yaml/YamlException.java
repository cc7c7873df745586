package org.outreachsync.yaml;

/** A file is wrong; the message names the file, the line and the reason. */
public final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says where and why.
     *
     * @param place file and line, such as {@code catalogue.yaml:12}, as precise as known
     */
    public YamlException(String place, String reason) {
        super(place + ": " + reason);
    }
}
