package org.outreachsync.model.codes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A difference between a programme's own codes and those that were served before.
 *
 * @param kind the kind of difference
 * @param list the list
 * @param code the code by its name
 * @param words what changes, or why it must not, for people to read
 */
public record OwnCodeChange(Kind kind, String list, String code, String words) {

    /** The kind of difference. All but the last are allowed. */
    public enum Kind {
        /** A new code. */
        ADDED,
        /** Other labels. */
        RELABELLED,
        /** Other days on which events may have the code. */
        DATED,
        /** Existing records would become unreadable or change their meaning. */
        REFUSED
    }

    /**
     * All differences, ordered by list.
     *
     * @param served the codes that existing records may have
     * @param next the codes that are about to be served
     */
    public static List<OwnCodeChange> between(OwnCodes served, OwnCodes next) {
        var changes = new ArrayList<OwnCodeChange>();
        var lists = new TreeSet<>(served.byList().keySet());
        lists.addAll(next.byList().keySet());
        for (var list : lists) {
            var found = new HashMap<Integer, Code>();
            next.of(list).forEach(code -> found.put(code.id(), code));
            for (var before : served.of(list)) {
                var after = found.remove(before.id());
                if (after == null) {
                    changes.add(refused(
                            list,
                            before,
                            "id " + before.id()
                                    + " was served and must stay; set retired_on instead of taking it out"));
                } else {
                    compare(list, before, after, changes);
                }
            }
            next.of(list).stream()
                    .filter(code -> found.containsKey(code.id()))
                    .forEach(code -> changes.add(
                            new OwnCodeChange(Kind.ADDED, list, code.code(), "id " + code.id() + ", " + labels(code))));
        }
        if (next.version() < served.version()) {
            changes.add(ofVersion("version " + served.version() + " was served already; give the newer file"));
        } else if (next.version() == served.version() && !next.equals(served)) {
            changes.add(ofVersion(
                    "version " + served.version() + " was served with other content; raise own_codes_version"));
        }
        return changes;
    }

    private static void compare(String list, Code before, Code after, List<OwnCodeChange> changes) {
        if (!after.code().equals(before.code())) {
            changes.add(refused(
                    list, before, "id " + before.id() + " is " + before.code() + " for ever, and not " + after.code()));
        } else if (!after.attributes().equals(before.attributes())) {
            changes.add(refused(
                    list,
                    before,
                    "its attributes were served and stay: " + attributes(before) + "; retire it and add another code"));
        } else if (after.validFrom().isAfter(before.validFrom())) {
            changes.add(refused(
                    list,
                    before,
                    "events from " + before.validFrom() + " on may have it; valid_from may only become earlier"));
        } else if (!after.validFrom().equals(before.validFrom()) || !sameDay(after, before)) {
            changes.add(new OwnCodeChange(
                    Kind.DATED,
                    list,
                    after.code(),
                    "from " + after.validFrom()
                            + (after.retiredOn() == null ? "" : ", retired on " + after.retiredOn())));
        }
        if (!after.labels().equals(before.labels())) {
            changes.add(new OwnCodeChange(Kind.RELABELLED, list, after.code(), labels(after)));
        }
    }

    private static boolean sameDay(Code after, Code before) {
        LocalDate none = LocalDate.MAX;
        return (after.retiredOn() == null ? none : after.retiredOn())
                .equals(before.retiredOn() == null ? none : before.retiredOn());
    }

    /** Such as {@code nps=true, unit=piece}. */
    private static String attributes(Code code) {
        var all = new TreeMap<String, Object>(code.attributes().numbers());
        all.putAll(code.attributes().texts());
        code.attributes().flags().forEach(flag -> all.put(flag, true));
        return all.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(", "));
    }

    /** Such as {@code en "Torch", ru "Фонарь"}. */
    private static String labels(Code code) {
        var texts = code.labels().byLanguage();
        return LocalizedText.LANGUAGES.stream()
                .filter(texts::containsKey)
                .map(language -> language + " \"" + texts.get(language) + "\"")
                .collect(Collectors.joining(", "));
    }

    private static OwnCodeChange refused(String list, Code code, String why) {
        return new OwnCodeChange(Kind.REFUSED, list, code.code(), why);
    }

    private static OwnCodeChange ofVersion(String why) {
        return new OwnCodeChange(Kind.REFUSED, "", "own_codes_version", why);
    }

    /** The change as one line. */
    @Override
    public String toString() {
        return (list + " " + code).trim() + ": " + words;
    }
}
