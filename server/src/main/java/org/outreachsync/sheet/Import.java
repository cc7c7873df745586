package org.outreachsync.sheet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.Sheets;
import org.outreachsync.identity.People;
import org.outreachsync.identity.Sites;
import org.outreachsync.refusal.RefusedException;
import org.outreachsync.targets.Targets;

/**
 * Compares files of sites, people and targets with the store. All rows are checked before anything is written. After an
 * import that broke off, a second run finds what is already stored and writes the rest.
 */
public final class Import {

    private final Differences differences;

    /** The kind of table in a file; the file's name ends so. */
    private enum Kind {
        SITES("sites.csv"),
        PEOPLE("people.csv"),
        TARGETS("targets.csv");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        private Sheet.Columns columns() {
            return switch (this) {
                case SITES -> SiteSheet.COLUMNS;
                case PEOPLE -> PeopleSheet.COLUMNS;
                case TARGETS -> TargetSheet.COLUMNS;
            };
        }
    }

    /**
     * The target of an import.
     *
     * @param start the first day of a placement that names none
     * @param now the time at which access is valid or has ended
     * @param keep receives each new person's token before the person is stored
     */
    public record Books(
            Sites sites, People people, Targets targets, LocalDate start, Instant now, Consumer<People.Issued> keep) {}

    private Import(Differences differences) {
        this.differences = differences;
    }

    /**
     * Reads and compares.
     *
     * @param paths files whose names end with {@code sites.csv}, {@code people.csv} or {@code targets.csv}, and folders
     *     with files of exactly these names
     * @throws SheetException with all errors
     */
    public static Import of(List<Path> paths, Books programme, Sheets limits) {
        var faults = new Faults(limits.problemsMax());
        var rows = new EnumMap<Kind, List<Sheet.Row>>(Kind.class);
        files(paths, faults).forEach((kind, files) -> {
            var all = new ArrayList<Sheet.Row>();
            files.forEach(file -> all.addAll(Sheet.read(file, kind.columns(), limits, faults)));
            if (!all.isEmpty()) {
                rows.put(kind, all);
            }
        });
        var differences = new Differences();
        var sites = rows.get(Kind.SITES);
        var newSites = sites == null
                ? Set.<String>of()
                : new SiteSheet(programme.sites(), programme.start(), faults, differences).compare(sites);
        var people = rows.get(Kind.PEOPLE);
        if (people != null) {
            new PeopleSheet(
                            programme.people(),
                            programme.sites(),
                            programme.now(),
                            programme.keep(),
                            faults,
                            differences)
                    .compare(people, newSites);
        }
        var targets = rows.get(Kind.TARGETS);
        if (targets != null) {
            new TargetSheet(programme.targets(), faults, differences).compare(targets, newSites);
        }
        faults.check();
        return new Import(differences);
    }

    private static Map<Kind, Set<Path>> files(List<Path> paths, Faults faults) {
        var files = new EnumMap<Kind, Set<Path>>(Kind.class);
        for (var path : paths) {
            int before = files.values().stream().mapToInt(Set::size).sum();
            if (Files.isDirectory(path)) {
                for (var kind : Kind.values()) {
                    if (Files.exists(path.resolve(kind.name))) {
                        files.computeIfAbsent(kind, unseen -> new LinkedHashSet<>())
                                .add(path.resolve(kind.name));
                    }
                }
            } else {
                var kind = kind(path);
                if (kind != null && Files.isRegularFile(path)) {
                    files.computeIfAbsent(kind, unseen -> new LinkedHashSet<>()).add(path);
                }
            }
            if (files.values().stream().mapToInt(Set::size).sum() == before) {
                faults.add(
                        path.toString(),
                        !Files.exists(path)
                                ? "The file or folder does not exist."
                                : "There is no file here whose name ends with sites.csv, people.csv or targets.csv.");
            }
        }
        return files;
    }

    private static @Nullable Kind kind(Path path) {
        var name = String.valueOf(path.getFileName());
        for (var kind : Kind.values()) {
            if (name.endsWith(kind.name)) {
                return kind;
            }
        }
        return null;
    }

    /** The changes that would be made, in words, in order. */
    public List<String> changes() {
        return differences.changes().stream().map(Change::shown).toList();
    }

    /** Differences that stay as they are stored. */
    public List<String> notes() {
        return differences.notes();
    }

    /** How much is stored already, counted like {@link #changes()}: a closing separately from its placement. */
    public int same() {
        return differences.sameCount();
    }

    /** How many people will get a token. */
    public int tokens() {
        return differences.tokenCount();
    }

    /**
     * Makes the changes.
     *
     * @throws SheetException if it breaks off; changes made until then stay
     */
    public void write() {
        int written = 0;
        for (var change : differences.changes()) {
            try {
                change.write().run();
            } catch (RefusedException refused) {
                throw broken(written, change, refused);
            } catch (RuntimeException failed) {
                throw broken(written, change, failed);
            }
            written++;
        }
    }

    private SheetException broken(int written, Change change, RuntimeException why) {
        return new SheetException(
                "This failed: " + change.shown() + ": " + why.getMessage() + "\n" + written + " of "
                        + differences.changes().size()
                        + " were written and stay. Run the same command again: it continues from here.",
                why);
    }
}
