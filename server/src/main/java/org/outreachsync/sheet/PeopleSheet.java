package org.outreachsync.sheet;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.outreachsync.identity.People;
import org.outreachsync.identity.Person;
import org.outreachsync.identity.Role;
import org.outreachsync.identity.Sites;
import org.outreachsync.refusal.RefusedException;

/**
 * A table of people, one per row, recognised by name. A person who exists or existed is never added again and never
 * changed.
 */
final class PeopleSheet {

    static final Sheet.Columns COLUMNS = new Sheet.Columns(Set.of("name", "role"), Set.of("sites"));
    private final People people;
    private final Sites sites;
    private final Instant now;
    private final Consumer<People.Issued> keep;
    private final Faults faults;
    private final Differences differences;
    private final Map<String, List<Person>> stored;

    /**
     * People to compare with.
     *
     * @param keep receives each new person's token before the person is stored
     */
    PeopleSheet(
            People people,
            Sites sites,
            Instant now,
            Consumer<People.Issued> keep,
            Faults faults,
            Differences differences) {
        this.people = people;
        this.sites = sites;
        this.now = now;
        this.keep = keep;
        this.faults = faults;
        this.differences = differences;
        this.stored = people.list().stream().collect(Collectors.groupingBy(Person::name));
    }

    /**
     * Compares all rows.
     *
     * @param newSites codes of sites that the import adds
     */
    void compare(List<Sheet.Row> rows, Set<String> newSites) {
        var seen = new HashMap<String, Long>();
        int before = differences.tokenCount();
        for (var row : rows) {
            var other = seen.putIfAbsent(row.text("name"), row.line());
            if (other == null) {
                person(row, newSites);
            } else {
                faults.add(row, "name", "The same name stands in line " + other + "; people are recognised by name.");
            }
        }
        if (differences.tokenCount() - before > people.room()) {
            faults.add(rows.getFirst().file(), "There is room for " + people.room() + " more people.");
        }
    }

    private void person(Sheet.Row row, Set<String> newSites) {
        var name = row.text("name");
        var role = Role.named(row.text("role"));
        if (role == null) {
            faults.add(row, "role", "A role is admin, manager, supervisor or viewer.");
            return;
        }
        var named = Arrays.stream(row.text("sites").split("[ ,;]+", -1))
                .filter(site -> !site.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        var unknown = named.stream()
                .filter(site -> !newSites.contains(site) && sites.find(site) == null)
                .toList();
        if (!unknown.isEmpty()) {
            faults.add(row, "sites", "There is no site " + String.join(", ", unknown) + ".");
            return;
        }
        try {
            people.check(name, role, named);
        } catch (RefusedException refused) {
            faults.add(row, "name", refused);
            return;
        }
        var known = stored.getOrDefault(name, List.of());
        var there =
                known.stream().filter(person -> now.isBefore(person.expires())).toList();
        if (known.isEmpty()) {
            var where = named.isEmpty() ? "" : ", " + String.join(" ", named);
            differences.addPerson(
                    "new     " + role + " \"" + name + "\"" + where, () -> people.add(name, role, named, keep));
        } else if (there.isEmpty()) {
            differences.note(
                    row, "the access of \"" + name + "\" has ended, and stays so; `person add` gives a new one");
        } else if (there.stream()
                .anyMatch(person -> person.role() == role && person.sites().equals(named))) {
            differences.same();
        } else {
            var other = there.getFirst();
            faults.add(
                    row,
                    other.role() == role ? "sites" : "role",
                    "\"" + name + "\" is " + other.role() + " on "
                            + (other.role() == Role.ADMIN
                                    ? "all sites"
                                    : String.join(" ", new TreeSet<>(other.sites())))
                            + ". An import changes nobody's access: end it first (person revoke " + other.id()
                            + "), then add them by `person add`.");
        }
    }
}
