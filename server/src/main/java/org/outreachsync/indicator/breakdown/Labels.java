package org.outreachsync.indicator.breakdown;

import java.util.List;
import org.outreachsync.indicator.breakdown.Group.Label;
import org.outreachsync.indicator.catalogue.Catalogue.AgeGroup;
import org.outreachsync.indicator.catalogue.Definition.Dimension;
import org.outreachsync.indicator.question.Places;
import org.outreachsync.model.codes.CodeLists;

/** Finds the labels of codes. */
public final class Labels {

    static final String NONE = "NONE";
    private static final int LAST = 1 << 20;

    private final CodeLists codes;
    private final List<AgeGroup> ageGroups;

    /**
     * Labels for one answer.
     *
     * @param ageGroups the groups of its age scheme
     */
    public Labels(CodeLists codes, List<AgeGroup> ageGroups) {
        this.codes = codes;
        this.ageGroups = ageGroups;
    }

    /** The label of a code; 0 is none. */
    public Label code(String list, int id) {
        var code = codes.get(list).byId(id);
        return code == null ? new Label(LAST, id == 0 ? NONE : Places.UNKNOWN) : new Label(id, code.code());
    }

    /** The label of a code of the list of a dimension; 0 is none. */
    public Label code(Dimension dimension, int id) {
        var list = dimension.list();
        if (list == null) {
            throw new IllegalArgumentException(dimension + " has no code list");
        }
        return code(list, id);
    }

    /** The label for unknown values. */
    public static Label unknown() {
        return new Label(LAST, Places.UNKNOWN);
    }

    public Label sex(int id) {
        return id == 0 || code("sex", id).text().equals(Places.UNKNOWN) ? unknown() : code("sex", id);
    }

    public Label ageBand(int band) {
        for (int at = 0; at < ageGroups.size(); at++) {
            var group = ageGroups.get(at);
            if (group.bands().contains(band) && !group.label().equals(Places.UNKNOWN)) {
                return new Label(at, ageGroups.get(at).label());
            }
        }
        return unknown();
    }

    static Label number(int number) {
        return new Label(number, Integer.toString(number));
    }

    static Label text(String text) {
        return new Label(text.equals(Places.UNKNOWN) ? LAST : 0, text);
    }
}
