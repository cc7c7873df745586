package org.outreachsync.indicator.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads numerators and denominators. */
final class OperandReader {

    private static final Set<String> WORDS = Set.of(
            "sum",
            "persons",
            "all",
            "package",
            "every",
            "first",
            "followed",
            "at",
            "lasting",
            "cohort",
            "retained",
            "person_days",
            "level_days",
            "sites",
            "size_estimate",
            "target",
            "by",
            "until",
            "through",
            "gone",
            "overlapping",
            "where",
            "days",
            "and",
            "or",
            "only");
    private static final Set<String> MODIFIERS =
            Set.of("by", "until", "through", "gone", "overlapping", "where", "days", "and", "or", "only");
    private static final int DAYS_MAX = 3660;

    private final Fields fields;
    private final Map<String, Measure> measures;
    private final Map<String, List<String>> packages;
    private final Map<String, List<String>> groups;

    OperandReader(
            Fields fields,
            Map<String, Measure> measures,
            Map<String, List<String>> packages,
            Map<String, List<String>> groups) {
        this.fields = fields;
        this.measures = measures;
        this.packages = packages;
        this.groups = groups;
    }

    Operand operand(Yaml yaml) {
        var entries = yaml.entries(WORDS);
        var counted = entries.keySet().stream()
                .filter(word -> !MODIFIERS.contains(word))
                .toList();
        if (counted.size() != 1) {
            throw yaml.wrong("one thing to count is expected");
        }
        var word = counted.getFirst();
        var subject = yaml.need(entries, word);
        return switch (word) {
            case "sum" ->
                new Operand.Sum(
                        some(subject).stream().map(item -> measure(item, false)).toList());
            case "sites" -> new Operand.Sites(measure(subject, false));
            case "person_days" -> new Operand.PersonDays(stay(yaml, entries, subject), known(entries));
            case "level_days" -> new Operand.LevelDays(level(subject));
            case "size_estimate" -> {
                fields.codes(subject, "population", subject.text());
                yield new Operand.SizeEstimate(subject.text());
            }
            case "target" -> new Operand.Target(subject.text());
            default -> new Operand.Persons(people(yaml, entries, word, subject));
        };
    }

    private Operand.People people(Yaml yaml, Map<String, Yaml> entries, String word, Yaml subject) {
        var one = people(word, yaml, subject, entries);
        one.measures().stream().filter(this::isOfUnnamed).findFirst().ifPresent(name -> {
            throw subject.wrong(name
                    + " counts people of whom nobody knows who they are: their days add up, they themselves do not");
        });
        var and = entries.get("and");
        var both = and == null ? one : new Operand.People.Both(one, everybody(and));
        var or = entries.get("or");
        return or == null ? both : new Operand.People.Either(both, everybody(or));
    }

    private boolean isOfUnnamed(String name) {
        var measure = measures.get(name);
        return measure != null && measure.countsUnnamed();
    }

    private Operand.People everybody(Yaml other) {
        if (!(operand(other) instanceof Operand.Persons(var people))
                || other.entries().containsKey("only")) {
            throw other.wrong("persons are expected, all of them");
        }
        return people;
    }

    private Operand.People people(String word, Yaml yaml, Yaml subject, Map<String, Yaml> entries) {
        return switch (word) {
            case "persons" -> new Operand.People.All(List.of(measure(subject, true)));
            case "all" ->
                new Operand.People.All(
                        some(subject).stream().map(item -> measure(item, true)).toList());
            case "package" -> new Operand.People.All(packaged(subject));
            case "every" -> new Operand.People.Every(measure(subject, true), days(yaml, entries));
            case "first" -> new Operand.People.First(measure(subject, true));
            case "followed" ->
                new Operand.People.Followed(
                        measure(subject, true), measure(yaml.need(entries, "by"), true), days(yaml, entries));
            case "at" -> new Operand.People.At(stay(yaml, entries, subject));
            case "lasting" -> new Operand.People.Lasting(stay(yaml, entries, subject), days(yaml, entries));
            case "cohort" -> new Operand.People.Cohort(stay(yaml, entries, subject), days(yaml, entries));
            default -> new Operand.People.Retained(stay(yaml, entries, subject), days(yaml, entries));
        };
    }

    private Operand.Stay stay(Yaml yaml, Map<String, Yaml> entries, Yaml entering) {
        var gone = entries.get("gone");
        return new Operand.Stay(
                measure(entering, true),
                measure(yaml.need(entries, "until"), true),
                gone == null ? null : measure(gone, true),
                through(entries),
                overlapping(entries));
    }

    private static boolean overlapping(Map<String, Yaml> entries) {
        var overlapping = entries.get("overlapping");
        if (overlapping != null && !overlapping.text().equals("true")) {
            throw overlapping.wrong("true is expected, or nothing");
        }
        return overlapping != null;
    }

    private Operand.@Nullable Through through(Map<String, Yaml> entries) {
        var through = entries.get("through");
        if (through == null) {
            return null;
        }
        var parts = through.entries(Set.of("persons", "days"));
        return new Operand.Through(measure(through.need(parts, "persons"), true), days(through, parts));
    }

    private @Nullable String known(Map<String, Yaml> entries) {
        var where = entries.get("where");
        return where == null ? null : level(where);
    }

    private String level(Yaml at) {
        var measure = measures.get(at.text());
        if (measure == null || !measure.isLevel()) {
            throw at.wrong("there is no level " + at.text());
        }
        return at.text();
    }

    private static List<Yaml> some(Yaml list) {
        if (list.items().isEmpty()) {
            throw list.wrong("nothing is named");
        }
        return list.items();
    }

    private List<String> packaged(Yaml subject) {
        var found = packages.get(subject.text());
        if (found == null) {
            throw subject.wrong("there is no package " + subject.text());
        }
        if (found.isEmpty()) {
            throw subject.wrong("the package " + subject.text() + " is empty");
        }
        for (var name : found) {
            checked(subject, name, true);
        }
        return found;
    }

    private static int days(Yaml yaml, Map<String, Yaml> entries) {
        return yaml.need(entries, "days").whole(1, DAYS_MAX);
    }

    private String measure(Yaml at, boolean persons) {
        return checked(at, at.text(), persons);
    }

    private String checked(Yaml at, String name, boolean persons) {
        var measure = measures.get(name);
        if (measure == null) {
            throw at.wrong("there is no measure " + name);
        }
        if (measure.isLevel()) {
            throw at.wrong(name + " is a level, which lasts and does not add up");
        }
        if (measure.countsPersons() != persons) {
            throw at.wrong(name + (persons ? " does not count persons" : " counts persons, which do not add up"));
        }
        return name;
    }

    /**
     * Whom a operand is limited to; a sum cannot be limited to populations, and nothing but sums and persons at all.
     */
    Operand.Only only(Yaml yaml, Operand operand) {
        @Nullable Yaml only = yaml.entries().get("only");
        if (only == null) {
            return Operand.Only.EVERYBODY;
        }
        var entries = only.entries(
                switch (operand) {
                    case Operand.Persons persons -> Set.of("sex", "population");
                    case Operand.PersonDays days -> Set.of("sex", "population");
                    case Operand.Sum sum -> Set.of("sex");
                    default -> throw only.wrong("what is counted here cannot be limited");
                });
        return new Operand.Only(codes(entries.get("sex"), "sex"), codes(entries.get("population"), "population"));
    }

    private Set<Integer> codes(@Nullable Yaml yaml, String list) {
        if (yaml == null) {
            return Set.of();
        }
        var group = yaml.isList() ? null : groups.get(yaml.text());
        if (!yaml.isList() && group == null) {
            throw yaml.wrong("there is no group " + yaml.text());
        }
        var found = new TreeSet<Integer>();
        for (var word : group == null ? yaml.texts() : group) {
            found.addAll(fields.codes(yaml, list, word));
        }
        return found;
    }
}
