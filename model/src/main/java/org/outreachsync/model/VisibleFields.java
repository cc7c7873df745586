package org.outreachsync.model;

/** The fields of a record that count: those of a line do only while the line is there. */
public final class VisibleFields {

    private VisibleFields() {}

    /** The shown values of a record without the fields of lines that were removed. */
    public static PathMap<Value> of(PathMap<Value> shown) {
        return shown.where(path -> path.sub() == 0 || shown.containsKey(Path.element(path.field(), path.element())));
    }
}
