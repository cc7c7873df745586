package org.outreachsync.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.model.WrittenNumber;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value in a YAML file. It knows its line, its column and its path from the root, so that an error can say where it
 * is.
 */
public final class Yaml {

    private static final int NAMES_SHOWN_MAX = 40;

    private final String file;
    private final String path;
    private final Node node;

    Yaml(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    /** An error at this value, such as {@code own.yaml:13:21: indicators.OWN-1.numerator: ...}. */
    public YamlException wrong(String reason) {
        var mark = node.getStartMark();
        return new YamlException(
                file,
                mark.map(at -> at.getLine() + 1).orElse(1),
                mark.map(at -> at.getColumn() + 1).orElse(0),
                path,
                reason);
    }

    /** An error at a value that is none of those that may stand here. */
    public YamlException wrong(String reason, Collection<String> allowed) {
        var names = new TreeSet<>(allowed);
        return wrong(
                names.isEmpty() || names.size() > NAMES_SHOWN_MAX
                        ? reason
                        : reason + "; there may be " + String.join(", ", names));
    }

    /** The entries of a mapping, in order, whatever their names are. */
    public Map<String, Yaml> byName() {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("names with values are expected");
        }
        var entries = new LinkedHashMap<String, Yaml>();
        for (var tuple : mapping.getValue()) {
            var key = new Yaml(file, path, tuple.getKeyNode());
            var name = key.text();
            var value = new Yaml(file, path.isEmpty() ? name : path + "." + name, tuple.getValueNode());
            if (entries.put(name, value) != null) {
                throw key.wrong("\"" + name + "\" is there twice");
            }
        }
        return Collections.unmodifiableMap(entries);
    }

    /** The entries of a mapping that may have only these names. */
    public Entries entries(Set<String> allowed) {
        var mistakes = new Mistakes();
        var entries = entries(allowed, mistakes);
        mistakes.throwIfAny();
        return entries;
    }

    /**
     * The entries of a mapping that may have only these names.
     *
     * @param mistakes takes the other names that it has
     */
    public Entries entries(Set<String> allowed, Mistakes mistakes) {
        var entries = byName();
        entries.forEach((name, value) -> {
            if (!allowed.contains(name)) {
                mistakes.add(value.wrong("there is no \"" + name + "\" here", allowed));
            }
        });
        return new Entries(entries);
    }

    /** The entries of a mapping, by name. */
    public final class Entries {

        private final Map<String, Yaml> byName;

        private Entries(Map<String, Yaml> byName) {
            this.byName = byName;
        }

        public Set<String> names() {
            return byName.keySet();
        }

        public boolean has(String name) {
            return byName.containsKey(name);
        }

        /** The value of this name, or null. */
        @Nullable
        public Yaml get(String name) {
            return byName.get(name);
        }

        /** The value of this name, which must be there. */
        public Yaml need(String name) {
            var found = byName.get(name);
            if (found == null) {
                throw wrong("\"" + name + "\" is missing");
            }
            return found;
        }
    }

    public boolean isText() {
        return node instanceof ScalarNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The items of a list. */
    public List<Yaml> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong("a list is expected");
        }
        var items = new ArrayList<Yaml>();
        for (var item : sequence.getValue()) {
            items.add(new Yaml(file, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    /** The items of a list of texts. */
    public List<String> texts() {
        return items().stream().map(Yaml::text).toList();
    }

    /** A text that is not blank; a number or a flag is the text by which it was written. */
    public String text() {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw wrong("a word or sentence is expected");
        }
        return scalar.getValue();
    }

    /** A whole number in a range; as in JSON bodies, 15.0 is one, too. */
    public int whole(int min, int max) {
        var number = WrittenNumber.whole(text());
        if (number == null || number < min || number > max) {
            throw wrong("a whole number from " + min + " to " + max + " is expected, not \"" + text() + "\"");
        }
        return number;
    }

    /** Whether a flag is set, which is either {@code true} or left out. */
    public static boolean isSet(@Nullable Yaml flag) {
        if (flag != null && !flag.text().equals("true")) {
            throw flag.wrong("true is expected, or nothing");
        }
        return flag != null;
    }
}
