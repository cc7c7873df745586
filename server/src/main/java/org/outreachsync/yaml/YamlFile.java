package org.outreachsync.yaml;

import java.util.HashSet;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Parses a YAML file of limited size and depth; an alias may not repeat a list or mapping. */
public final class YamlFile {

    /** The most characters of a file. */
    public static final int CHARACTERS_MAX = 1 << 20;

    /** The most lists and mappings inside each other. */
    public static final int DEPTH_MAX = 32;

    private YamlFile() {}

    /**
     * The root of a file.
     *
     * @param file its name, for messages
     * @throws YamlException when the text is not one YAML document within the limits
     */
    public static Yaml parse(String file, String text) {
        if (text.length() > CHARACTERS_MAX) {
            throw new YamlException(file, 1, 0, "", "the file has more than " + CHARACTERS_MAX + " characters");
        }
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setMaxAliasesForCollections(0)
                .build();
        var parser = new LimitedDepth(file, new ParserImpl(settings, new StreamReader(settings, text)));
        try {
            var root = new Composer(settings, parser).getSingleNode();
            return new Yaml(file, "", root.orElseThrow(() -> new YamlException(file, 1, 0, "", "the file is empty")));
        } catch (MarkedYamlEngineException malformed) {
            var mark = malformed.getProblemMark();
            throw new YamlException(
                    file,
                    mark.map(at -> at.getLine() + 1).orElse(1),
                    mark.map(at -> at.getColumn() + 1).orElse(0),
                    "",
                    "not YAML: " + malformed.getProblem());
        } catch (YamlEngineException unreadable) {
            throw new YamlException(file, parser.line(), 0, "", "not YAML: " + unreadable.getMessage());
        }
    }

    /** Stops before the nesting exceeds the reader's stack. */
    private static final class LimitedDepth implements Parser {

        private final String file;
        private final Parser parser;
        private int depth;
        private int line = 1;
        private final Set<String> collections = new HashSet<>();

        LimitedDepth(String file, Parser parser) {
            this.file = file;
            this.parser = parser;
        }

        /** The line of the last thing that could be read. */
        int line() {
            return line;
        }

        @Override
        public boolean hasNext() {
            return parser.hasNext();
        }

        @Override
        public boolean checkEvent(Event.ID choice) {
            return parser.checkEvent(choice);
        }

        @Override
        public Event peekEvent() {
            return parser.peekEvent();
        }

        @Override
        public Event next() {
            var event = parser.next();
            line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(line);
            if (event instanceof AliasEvent alias
                    && collections.contains(alias.getAlias().getValue())) {
                throw new YamlException(
                        file, line, 0, "", "an alias may not repeat a list or names with values; write them out");
            }
            if (event instanceof CollectionStartEvent begun) {
                begun.getAnchor().ifPresent(anchor -> collections.add(anchor.getValue()));
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > DEPTH_MAX) {
                throw new YamlException(
                        file,
                        line,
                        0,
                        "",
                        "there are more than " + DEPTH_MAX + " lists and mappings inside each other");
            }
            return event;
        }
    }
}
