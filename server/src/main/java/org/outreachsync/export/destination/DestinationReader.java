package org.outreachsync.export.destination;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.DestinationLimits;
import org.outreachsync.export.dataset.DataSetReader;
import org.outreachsync.export.mapping.Mapping;
import org.outreachsync.export.mapping.MappingReader;
import org.outreachsync.export.schedule.ScheduleReader;
import org.outreachsync.indicator.catalogue.Catalogue;
import org.outreachsync.model.codes.LocalizedText;
import org.outreachsync.refusal.Parameters;
import org.outreachsync.yaml.Mistakes;
import org.outreachsync.yaml.Yaml;
import org.outreachsync.yaml.YamlFile;

/** Reads destinations, and checks everything that can be checked without asking the far side. */
public final class DestinationReader {

    private static final Set<String> MEMBERS = Set.of(
            "code",
            "title",
            "publisher",
            "language",
            "policy",
            "formats",
            "data_sets",
            "schedule",
            "channel",
            "notify",
            "mapping");

    /** What the channel to DHIS2 sends. */
    private static final String DHIS2_FORMAT = "dhis2_json";

    private final DataSetReader dataSets;
    private final Formats formats;
    private final DestinationLimits limits;

    /**
     * The codes of the formats.
     *
     * @param plain those that need no mapping
     * @param mapped those that need one
     */
    public record Formats(Set<String> plain, Set<String> mapped) {

        public Formats {
            plain = Set.copyOf(plain);
            mapped = Set.copyOf(mapped);
        }

        private Set<String> all() {
            var all = new TreeSet<>(plain);
            all.addAll(mapped);
            return all;
        }
    }

    /** Reads destinations with the indicators of a catalogue. */
    public DestinationReader(Catalogue catalogue, Formats formats, DestinationLimits limits) {
        this.dataSets = new DataSetReader(catalogue, limits.dataSets());
        this.formats = formats;
        this.limits = limits;
    }

    /**
     * Reads a destination.
     *
     * @param file the name of the document, for messages
     * @throws org.outreachsync.yaml.YamlException if it is wrong, naming for each mistake the line and what may stand
     *     there
     */
    public Destination read(String file, String text) {
        var mistakes = new Mistakes();
        var members = YamlFile.parse(file, text).entries(MEMBERS, mistakes);
        var code = mistakes.read(() -> DataSetReader.code(members.need("code")));
        var title = mistakes.read(() -> DataSetReader.title(members.need("title")));
        var publisher = mistakes.read(() -> publisher(members.need("publisher")));
        var language = mistakes.read(() -> language(members.get("language")));
        var policy = mistakes.read(() -> PolicyReader.read(members.get("policy"), limits));
        var written = mistakes.read(() -> formats(members.need("formats"), members.has("mapping")));
        var sets = mistakes.read(() -> dataSets.read(members.need("data_sets")));
        var schedule = mistakes.read(() -> ScheduleReader.read(members.get("schedule")));
        var channel = mistakes.read(() -> checked(ChannelReader.read(members.get("channel")), members));
        var notified = mistakes.read(() -> ChannelReader.notify(members.get("notify"), limits.recipientsMax()));
        var mapping = mistakes.read(() -> mapping(members.get("mapping")));
        mistakes.throwIfAny();
        return new Destination(
                code.get(),
                title.get(),
                publisher.get(),
                language.get(),
                policy.get(),
                written.get(),
                sets.get(),
                schedule.get(),
                channel.get(),
                notified.get(),
                mapping.get(),
                text,
                0);
    }

    /**
     * Reads what shapes the exports of a destination that was saved, without the catalogue.
     *
     * @param file the name of the document, for messages
     * @throws org.outreachsync.yaml.YamlException if it is wrong
     */
    public Rendition rendition(String file, String text) {
        var members = YamlFile.parse(file, text).entries(MEMBERS);
        var mapping = mapping(members.get("mapping"));
        return new Rendition(
                PolicyReader.read(members.get("policy"), limits),
                formats(members.need("formats"), mapping != null),
                mapping,
                ScheduleReader.read(members.get("schedule")));
    }

    private static @Nullable Mapping mapping(@Nullable Yaml value) {
        return value == null ? null : MappingReader.read(value);
    }

    /** DHIS2 takes its own form only. */
    private static ChannelChoice checked(ChannelChoice channel, Yaml.Entries members) {
        if (channel instanceof ChannelChoice.Dhis2) {
            var written = members.need("channel");
            if (!members.has("mapping")) {
                throw written.wrong("the channel dhis2 needs a \"mapping\"");
            }
            if (!members.need("formats").texts().contains(DHIS2_FORMAT)) {
                throw written.wrong("the channel dhis2 needs the format " + DHIS2_FORMAT);
            }
        }
        return channel;
    }

    /** It stands in the subject of e-mails. */
    private String publisher(Yaml value) {
        var text = value.text();
        if (text.isBlank() || text.length() > limits.publisherLengthMax() || !Parameters.isLine(text)) {
            throw value.wrong("one line of 1 to " + limits.publisherLengthMax() + " characters is expected");
        }
        return text;
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

    private List<String> formats(Yaml list, boolean isMapped) {
        var found = new ArrayList<String>();
        var mistakes = new Mistakes();
        for (var item : list.items()) {
            mistakes.check(() -> found.add(format(item, found, isMapped)));
        }
        mistakes.throwIfAny();
        if (found.isEmpty()) {
            throw list.wrong("at least one format is needed", formats.all());
        }
        return found;
    }

    private String format(Yaml item, List<String> found, boolean isMapped) {
        if (!formats.all().contains(item.text())) {
            throw item.wrong("there is no format " + item.text(), formats.all());
        }
        if (found.contains(item.text())) {
            throw item.wrong(item.text() + " is there twice");
        }
        if (!isMapped && formats.mapped().contains(item.text())) {
            throw item.wrong("the format " + item.text() + " needs a \"mapping\"");
        }
        return item.text();
    }
}
