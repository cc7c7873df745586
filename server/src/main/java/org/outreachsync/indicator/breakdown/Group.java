package org.outreachsync.indicator.breakdown;

import java.util.Map;
import java.util.TreeMap;
import org.outreachsync.indicator.catalogue.Definition.Dimension;

/** One group of a breakdown: a label for each dimension. Groups are ordered by their labels. */
public record Group(TreeMap<Dimension, Label> labels) implements Comparable<Group> {

    /** The group of everything. */
    public static final Group ALL = new Group(new TreeMap<>());

    /**
     * A group in one dimension.
     *
     * @param order its position among the labels
     * @param text the text in answers
     */
    public record Label(int order, String text) implements Comparable<Label> {
        @Override
        public int compareTo(Label other) {
            return order != other.order ? Integer.compare(order, other.order) : text.compareTo(other.text);
        }
    }

    public Group with(Dimension dimension, Label label) {
        var more = new TreeMap<>(labels);
        more.put(dimension, label);
        return new Group(more);
    }

    /** Whether it has the same label as another group in each dimension of that group. */
    public boolean matches(Group other) {
        return other.labels.entrySet().stream()
                .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    public TreeMap<Dimension, String> texts() {
        var texts = new TreeMap<Dimension, String>();
        labels.forEach((dimension, label) -> texts.put(dimension, label.text()));
        return texts;
    }

    public Group with(Map<Dimension, Label> others) {
        if (others.isEmpty()) {
            return this;
        }
        var more = new TreeMap<>(labels);
        more.putAll(others);
        return new Group(more);
    }

    @Override
    public int compareTo(Group other) {
        var mine = labels.values().iterator();
        var others = other.labels.values().iterator();
        while (mine.hasNext() && others.hasNext()) {
            int order = mine.next().compareTo(others.next());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(mine.hasNext(), others.hasNext());
    }
}
