package org.outreachsync.indicator.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.outreachsync.yaml.Yaml;

/** Reads numerators and denominators. */
final class OperandReader {

    private static final Set<String> COUNTED = Set.of(
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
            "target");
    private static final Set<String> MODIFIERS =
            Set.of("by", "until", "through", "gone", "overlapping", "where", "days", "months", "and", "or", "only");
    private static final Set<String> WORDS =
            Stream.concat(COUNTED.stream(), MODIFIERS.stream()).collect(Collectors.toUnmodifiableSet());
    private static final int DAYS_MAX = 3660;
    private static final int MONTHS_MAX = 120;

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
        var counted = entries.names().stream().filter(COUNTED::contains).toList();
        if (counted.size() != 1) {
            throw yaml.wrong("exactly one thing to count is expected", COUNTED);
        }
        var word = counted.getFirst();
        var subject = entries.need(word);
        if (entries.get("months") != null && !word.equals("followed")) {
            throw yaml.wrong("months are of what is followed, not of " + word);
        }
        return switch (word) {
            case "sum" ->
                new Operand.Sum(
                        some(subject).stream().map(item -> measure(item, false)).toList());
            case "sites" -> new Operand.Sites(measure(subject, false));
            case "person_days" -> new Operand.PersonDays(stay(entries, subject), known(entries));
            case "level_days" -> new Operand.LevelDays(level(subject));
            case "size_estimate" -> {
                fields.codes(subject, "population", subject.text());
                yield new Operand.SizeEstimate(subject.text());
            }
            case "target" -> new Operand.Target(subject.text());
            default -> new Operand.Persons(both(entries, word, subject));
        };
    }

    private Operand.People both(Yaml.Entries entries, String word, Yaml subject) {
        var one = people(word, subject, entries);
        one.measures().stream().filter(this::isOfUnnamed).findFirst().ifPresent(name -> {
            throw subject.wrong(name + " counts people without a client code, and only their days add up");
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
                || other.byName().containsKey("only")) {
            throw other.wrong("persons are expected, all of them");
        }
        return people;
    }

    private Operand.People people(String word, Yaml subject, Yaml.Entries entries) {
        return switch (word) {
            case "persons" -> new Operand.People.All(List.of(measure(subject, true)));
            case "all" ->
                new Operand.People.All(
                        some(subject).stream().map(item -> measure(item, true)).toList());
            case "package" -> new Operand.People.All(packaged(subject));
            case "every" -> new Operand.People.Every(measure(subject, true), days(entries));
            case "first" -> new Operand.People.First(measure(subject, true));
            case "followed" ->
                new Operand.People.Followed(
                        measure(subject, true), measure(entries.need("by"), true), delay(subject, entries));
            case "at" -> new Operand.People.At(stay(entries, subject));
            case "lasting" -> new Operand.People.Lasting(stay(entries, subject), days(entries));
            case "cohort" -> new Operand.People.Cohort(stay(entries, subject), days(entries));
            default -> new Operand.People.Retained(stay(entries, subject), days(entries));
        };
    }

    private Operand.Stay stay(Yaml.Entries entries, Yaml entering) {
        var gone = entries.get("gone");
        return new Operand.Stay(
                measure(entering, true),
                measure(entries.need("until"), true),
                gone == null ? null : measure(gone, true),
                through(entries),
                Yaml.isSet(entries.get("overlapping")));
    }

    private Operand.@Nullable Through through(Yaml.Entries entries) {
        var through = entries.get("through");
        if (through == null) {
            return null;
        }
        var parts = through.entries(Set.of("persons", "days"));
        return new Operand.Through(measure(parts.need("persons"), true), days(parts));
    }

    private @Nullable String known(Yaml.Entries entries) {
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
            throw subject.wrong("there is no package " + subject.text(), packages.keySet());
        }
        if (found.isEmpty()) {
            throw subject.wrong("the package " + subject.text() + " is empty");
        }
        for (var name : found) {
            checked(subject, name, true);
        }
        return found;
    }

    private static int days(Yaml.Entries entries) {
        return entries.need("days").whole(1, DAYS_MAX);
    }

    private static Delay delay(Yaml subject, Yaml.Entries entries) {
        var months = entries.get("months");
        if (months == null) {
            return new Delay.Days(days(entries));
        }
        if (entries.get("days") != null) {
            throw subject.wrong("days or months are expected, not both");
        }
        return new Delay.Months(months.whole(1, MONTHS_MAX));
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
     * The people that an operand is limited to. Persons can be limited by sex and population, sums by sex, nothing else
     * at all.
     */
    Operand.Only only(Yaml yaml, Operand operand) {
        @Nullable Yaml only = yaml.byName().get("only");
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
            throw yaml.wrong("there is no group " + yaml.text(), groups.keySet());
        }
        var found = new TreeSet<Integer>();
        for (var word : group == null ? yaml.texts() : group) {
            found.addAll(fields.codes(yaml, list, word));
        }
        return found;
    }
}
