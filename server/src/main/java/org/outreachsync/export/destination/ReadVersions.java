package org.outreachsync.export.destination;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.destination.SavedVersions.Version;
import org.outreachsync.refusal.Code;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.yaml.YamlException;

/**
 * What saved versions say. One was right when it was saved, but an indicator or an age scheme of the programme's own
 * may be gone since.
 */
final class ReadVersions {

    private final SavedVersions versions;
    private final DestinationReader reader;
    /** The newest version of each destination that was read; a version never changes. */
    private final Map<String, SavedDestination> newest = new ConcurrentHashMap<>();

    private volatile Listed listed = new Listed(0, List.of());

    ReadVersions(SavedVersions versions, DestinationReader reader) {
        this.versions = versions;
        this.reader = reader;
    }

    /**
     * The newest version of each destination.
     *
     * @param count how many versions there were before they were read
     */
    private record Listed(long count, List<SavedDestination> all) {}

    /** The newest version of a destination, or null if there is none or it was removed. */
    @Nullable
    Version current(String code) {
        var last = versions.newest(code);
        return last == null || last.isRemoved() ? null : last;
    }

    /** The newest version of each destination, by code. Nothing is read if none was saved since the last time. */
    List<SavedDestination> list() {
        long count = versions.count();
        var last = listed;
        if (last.count() != count) {
            last = new Listed(count, read());
            listed = last;
        }
        return last.all();
    }

    private List<SavedDestination> read() {
        var all = new ArrayList<SavedDestination>();
        for (var code : versions.codes()) {
            var last = current(code);
            if (last != null) {
                all.add(saved(last));
            }
        }
        return List.copyOf(all);
    }

    /** A newest version with what it says, or why it cannot be used. */
    SavedDestination saved(Version version) {
        var known = newest.get(version.code());
        if (known != null && known.version() == version.no()) {
            return known;
        }
        var saved = read(version);
        newest.put(version.code(), saved);
        return saved;
    }

    private SavedDestination read(Version version) {
        try {
            return saved(version, reader.read(name(version), version.document()).saved(version.no()), "");
        } catch (YamlException outdated) {
            var problems = outdated.texts();
            int more = problems.size() - 1;
            return saved(version, null, problems.getFirst() + (more == 0 ? "" : " (and " + more + " more)"));
        }
    }

    private static SavedDestination saved(Version version, @Nullable Destination destination, String problem) {
        return new SavedDestination(
                version.code(), version.no(), version.document(), version.by(), version.at(), destination, problem);
    }

    /**
     * What a newest version says.
     *
     * @throws RefusedException DOCUMENT if it cannot be used any more
     */
    Destination destination(Version version) {
        var saved = saved(version);
        if (saved.destination() == null) {
            throw new RefusedException(Code.DOCUMENT, saved.problem());
        }
        return saved.destination();
    }

    /** What shapes exports of a version; empty for one that marks a removal. */
    Optional<Rendition> rendition(String code, int no) {
        return Optional.ofNullable(versions.find(code, no))
                .filter(version -> !version.isRemoved())
                .map(this::rendition);
    }

    private Rendition rendition(Version version) {
        try {
            return reader.rendition(name(version), version.document());
        } catch (YamlException outdated) {
            throw refused(outdated);
        }
    }

    private static String name(Version version) {
        return version.code() + "/" + version.no();
    }

    static RefusedException refused(YamlException wrong) {
        var details = new LinkedHashMap<String, Object>();
        details.put("line", wrong.line());
        if (wrong.column() > 0) {
            details.put("column", wrong.column());
        }
        if (!wrong.path().isEmpty()) {
            details.put("member", wrong.path());
        }
        details.put("mistakes", wrong.texts());
        return new RefusedException(Code.DOCUMENT, String.valueOf(wrong.getMessage()), details);
    }
}
