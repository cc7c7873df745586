package org.outreachsync.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.outreachsync.wire.v1.Change;

/**
 * Records of a site, as far as a run makes them: contacts by the minutes that tell them apart, with the age band of
 * each, and the sum of all clicks.
 */
final class Shown {

    private final Map<Integer, List<Integer>> contacts = new TreeMap<>();
    private int clicks;

    void add(Change record) {
        if (record.hasOutreachContact()) {
            contact(
                    record.getOutreachContact().getDurationMin(),
                    record.getOutreachContact().getAgeBand());
        } else {
            clicks += record.getSiteDayTally().getContacts();
        }
    }

    void contact(int minutes, int ageBand) {
        contacts.computeIfAbsent(minutes, unseen -> new ArrayList<>()).add(ageBand);
    }

    void corrected(int minutes, int ageBand) {
        contacts.put(minutes, new ArrayList<>(List.of(ageBand)));
    }

    void clicked() {
        clicks++;
    }

    int size() {
        return contacts.size();
    }

    @Override
    public String toString() {
        return contacts + " and " + clicks + " clicks";
    }
}
