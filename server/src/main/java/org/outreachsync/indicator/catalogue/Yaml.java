package org.outreachsync.indicator.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A piece of a YAML file that knows its line, so that whoever reads it can say where it is wrong. */
final class Yaml {

    private static final int CHARACTERS_MAX = 1 << 20;

    private final String file;
    private final Node node;

    private Yaml(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /** The root of a file. */
    static Yaml parse(String file, String text) {
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(CHARACTERS_MAX)
                .setMaxAliasesForCollections(0)
                .build();
        try {
            var root = new Compose(settings).composeString(text);
            return new Yaml(file, root.orElseThrow(() -> new CatalogueException(file + ":1", "the file is empty")));
        } catch (MarkedYamlEngineException malformed) {
            int line =
                    malformed.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new CatalogueException(file + ":" + line, "not YAML: " + malformed.getProblem());
        }
    }

    CatalogueException wrong(String reason) {
        return new CatalogueException(
                file + ":" + node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1), reason);
    }

    /** The entries of a mapping, in order. */
    Map<String, Yaml> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("names with values are expected");
        }
        var entries = new LinkedHashMap<String, Yaml>();
        for (var tuple : mapping.getValue()) {
            var key = new Yaml(file, tuple.getKeyNode());
            if (entries.put(key.text(), new Yaml(file, tuple.getValueNode())) != null) {
                throw key.wrong("\"" + key.text() + "\" is there twice");
            }
        }
        return entries;
    }

    /** The entries of a mapping that may have only these names. */
    Map<String, Yaml> entries(Set<String> allowed) {
        var entries = entries();
        entries.forEach((name, value) -> {
            if (!allowed.contains(name)) {
                throw value.wrong("there is no \"" + name + "\" here; there may be " + String.join(", ", allowed));
            }
        });
        return entries;
    }

    Yaml need(Map<String, Yaml> entries, String name) {
        var found = entries.get(name);
        if (found == null) {
            throw wrong("\"" + name + "\" is missing");
        }
        return found;
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    List<Yaml> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong("a list is expected");
        }
        var items = new ArrayList<Yaml>();
        sequence.getValue().forEach(item -> items.add(new Yaml(file, item)));
        return items;
    }

    List<String> texts() {
        return items().stream().map(Yaml::text).toList();
    }

    String text() {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw wrong("a word or sentence is expected");
        }
        return scalar.getValue();
    }

    int whole(int min, int max) {
        try {
            int number = Integer.parseInt(text());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong("a whole number from " + min + " to " + max + " is expected, not \"" + text() + "\"");
        }
        throw wrong("a whole number from " + min + " to " + max + " is expected, not " + text());
    }

    static int whole(@Nullable Yaml yaml, int otherwise, int min, int max) {
        return yaml == null ? otherwise : yaml.whole(min, max);
    }
}
