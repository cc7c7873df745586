package org.outreachsync.export.destination;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.dataset.DataSetReader;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.yaml.Yaml;
import org.outreachsync.yaml.YamlFile;

/** Reads destinations, and checks everything that can be checked without asking the far side. */
public final class DestinationReader {

    private static final Set<String> MEMBERS =
            Set.of("code", "title", "publisher", "language", "policy", "formats", "data_sets");

    private final DataSetReader dataSets;
    private final Set<String> formats;

    /**
     * Reads destinations.
     *
     * @param formats the codes of all formats
     */
    public DestinationReader(Catalogue catalogue, Set<String> formats) {
        this.dataSets = new DataSetReader(catalogue);
        this.formats = Set.copyOf(formats);
    }

    /**
     * Reads a destination.
     *
     * @param file the name of the document, for messages
     * @throws org.outreachsync.yaml.YamlException if it is wrong, naming the line and what may stand there
     */
    public Destination read(String file, String text) {
        var root = YamlFile.parse(file, text);
        var members = root.entries(MEMBERS);
        return new Destination(
                DataSetReader.code(members.need("code")),
                DataSetReader.title(members.need("title")),
                members.need("publisher").text(),
                language(members.get("language")),
                PolicyReader.read(members.get("policy")),
                formats(members.need("formats")),
                dataSets.read(members.need("data_sets")));
    }

    private static String language(@Nullable Yaml value) {
        if (value == null) {
            return LocalizedText.ENGLISH;
        }
        if (!LocalizedText.LANGUAGES.contains(value.text())) {
            throw value.wrong("there is no language " + value.text(), LocalizedText.LANGUAGES);
        }
        return value.text();
    }

    private List<String> formats(Yaml list) {
        var found = new ArrayList<String>();
        for (var item : list.items()) {
            if (!formats.contains(item.text())) {
                throw item.wrong("there is no format " + item.text(), formats);
            }
            if (found.contains(item.text())) {
                throw item.wrong(item.text() + " is there twice");
            }
            found.add(item.text());
        }
        if (found.isEmpty()) {
            throw list.wrong("at least one format is needed", formats);
        }
        return found;
    }
}
