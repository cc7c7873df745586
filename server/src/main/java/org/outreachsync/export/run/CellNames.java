package org.outreachsync.export.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of counts in protection, in words for people: what is counted, of which group, where and when. */
final class CellNames {

    private static final String SINCE = " since ";
    private static final String WITHOUT = " without ";
    private static final String MADE_UP_OF = ": ";
    /** What a count is made of others, by how its name begins. */
    private static final Map<String, String> MADE = Map.of(
            "came in to ", "came in since the last report: ",
            "taken out of ", "gone since the last report: ",
            "change since the rest of ", "change since the last report of what is left of ",
            "rest of ", "what is left of ",
            "in all parts of ", "people who are in all parts of ");

    private static final Pattern FORM = Pattern.compile(
            "(?<quantity>[^|]*)\\|(?<ages>[^|]*)\\|(?<project>-?\\d+)\\|(?<area>[^|]*)\\|(?<scope>[^|]*)\\|"
                    + "(?<period>[^|]*)\\|(?<groups>[^|]*)");
    private static final Pattern PERSONS = Pattern.compile("persons all\\((.*)\\)");
    private static final Pattern EVENTS = Pattern.compile("sum\\((.*)\\)");

    private CellNames() {}

    /** The names in words, each once. */
    static List<String> forPeople(List<String> names) {
        return names.stream().map(CellNames::forPeople).distinct().toList();
    }

    private static String forPeople(String name) {
        return MADE.entrySet().stream()
                .filter(made -> name.startsWith(made.getKey()))
                .findAny()
                .map(made ->
                        made.getValue() + others(name.substring(made.getKey().length())))
                .orElseGet(() -> plain(name));
    }

    /** The counts of which another one is made. */
    private static String others(String names) {
        var between = names.contains(WITHOUT) ? WITHOUT : MADE_UP_OF;
        var sides = names.split(between, 2);
        var whole = plain(sides[0].split(SINCE, 2)[0]);
        return sides.length == 1
                ? whole
                : whole
                        + between
                        + Stream.of(sides[1].split(", ")).map(CellNames::plain).collect(Collectors.joining("; "));
    }

    private static String plain(String name) {
        var form = FORM.matcher(name);
        if (!form.matches()) {
            return name;
        }
        var words = new ArrayList<String>();
        words.add(quantity(form.group("quantity")));
        if (!form.group("groups").isEmpty()) {
            words.add(form.group("groups").replace(",", ", "));
        }
        words.add(form.group("area") + (form.group("scope").isEmpty() ? "" : " (only the sites of the data set)"));
        words.add(form.group("period"));
        if (!form.group("project").startsWith("-")) {
            words.add("funding source " + form.group("project"));
        }
        return String.join(", ", words);
    }

    private static String quantity(String quantity) {
        var persons = PERSONS.matcher(quantity);
        if (persons.matches()) {
            return "people of " + persons.group(1);
        }
        var events = EVENTS.matcher(quantity);
        return events.matches() ? events.group(1) : quantity;
    }
}
