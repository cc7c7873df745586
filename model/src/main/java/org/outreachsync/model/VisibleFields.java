package org.outreachsync.model;

/** The fields of a record that count: those of a line do only while the line is there. */
public final class VisibleFields {

    private VisibleFields() {}

    /** The shown values of a record without the fields of lines that were removed. */
    public static PathMap<Value> of(PathMap<Value> shown) {
        for (int at = 0; at < shown.size(); at++) {
            if (!isVisible(shown, at)) {
                return visible(shown);
            }
        }
        return shown;
    }

    private static PathMap<Value> visible(PathMap<Value> shown) {
        var visible = new PathMap.Builder<Value>(shown.size());
        for (int at = 0; at < shown.size(); at++) {
            if (isVisible(shown, at)) {
                visible.put(shown.pathAt(at), shown.valueAt(at));
            }
        }
        return visible.build();
    }

    private static boolean isVisible(PathMap<Value> shown, int place) {
        var path = shown.pathAt(place);
        return path.sub() == 0 || shown.containsKey(Path.element(path.field(), path.element()));
    }
}
