package org.outreachsync.refusal;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Refuses query parameters and JSON members by name. */
public final class Parameters {

    /** Longer names are not repeated to the caller: no known name is as long. */
    private static final int SHOWN_MAX = 64;

    private static final String UNKNOWN = "unknown";

    private Parameters() {}

    /** Refuses a parameter or member by its name. */
    public static RefusedException refused(String name, String message) {
        return refused(name, message, Map.of());
    }

    /**
     * Refuses a parameter or member by its name.
     *
     * @param more members that tell the caller more
     */
    public static RefusedException refused(String name, String message, Map<String, ?> more) {
        var details = new HashMap<String, Object>(more);
        details.put("parameter", shown(name));
        return new RefusedException(Code.PARAMETER, message, details);
    }

    /** Refuses an unknown parameter or member, and suggests the one that was probably meant. */
    public static RefusedException unknown(String name, Set<String> known) {
        var shown = shown(name);
        var unknown = shown.equals(UNKNOWN) ? "Unknown parameter." : "Unknown parameter " + shown + ".";
        var nearest = Nearest.to(name, known);
        var meant = nearest == null ? "" : " Did you mean " + nearest + "?";
        var taken = known.isEmpty()
                ? " None is allowed here."
                : " Allowed: " + String.join(", ", known.stream().sorted().toList()) + ".";
        return refused(name, unknown + meant + taken);
    }

    /**
     * The items of a comma-separated list, in their order.
     *
     * @throws RefusedException PARAMETER if an item is empty or repeated
     */
    public static Set<String> list(String name, String written) {
        var items = new LinkedHashSet<String>();
        for (var item : written.split(",", -1)) {
            if (item.isEmpty() || !items.add(item)) {
                throw refused(
                        name, "Give the items of " + name + " separated by commas, without empty or repeated items.");
            }
        }
        return items;
    }

    /** The name as a problem document may repeat it; empty if it cannot be one of ours. */
    private static String shown(String name) {
        boolean isPlain = name.chars()
                .allMatch(character ->
                        character < 128 && (Character.isLetterOrDigit(character) || "_.-".indexOf(character) >= 0));
        return name.isEmpty() || name.length() > SHOWN_MAX || !isPlain ? UNKNOWN : name;
    }

    /**
     * Whether a text is one line of visible characters: without controls, line and paragraph separators, and characters
     * that are not seen but change how others are, such as those that turn the direction of what follows.
     */
    public static boolean isLine(String text) {
        return text.codePoints().noneMatch(point -> switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        });
    }
}
