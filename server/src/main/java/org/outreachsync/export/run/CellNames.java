package org.outreachsync.export.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names of counts in protection, in words for people: what is counted, of which group, where and when. */
final class CellNames {

    private static final Pattern FORM = Pattern.compile("(came in to |taken out of )?"
            + "(?<quantity>[^|]*)\\|(?<ages>[^|]*)\\|(?<project>-?\\d+)\\|(?<area>[^|]*)\\|(?<scope>[^|]*)\\|"
            + "(?<period>[^|]*)\\|(?<groups>[^|]*)");
    private static final Pattern PERSONS = Pattern.compile("persons all\\((.*)\\)");
    private static final Pattern EVENTS = Pattern.compile("sum\\((.*)\\)");

    private CellNames() {}

    /** The names in words, each once. */
    static List<String> forPeople(List<String> names) {
        return names.stream().map(CellNames::forPeople).distinct().toList();
    }

    private static String forPeople(String name) {
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
        var changed = form.group(1);
        var text = String.join(", ", words);
        return changed == null
                ? text
                : (changed.startsWith("came") ? "came in since the last report: " : "gone since the last report: ")
                        + text;
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
