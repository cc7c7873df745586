package org.outreachsync.indicator.naive;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import java.util.TreeMap;
import org.outreachsync.indicator.naive.NaiveRecords.Rec;

/** The group of an event, by the dimensions of a question. */
final class EventGroups {

    private final NaivePeople people;
    private final Question.Places places;
    private final Set<String> by;

    EventGroups(NaivePeople people, Question.Places places, Set<String> by) {
        this.people = people;
        this.places = places;
        this.by = by;
    }

    /** Where it was recorded; of feedback, the site that it is about. */
    static String siteOf(Rec record) {
        return record.fields().getOrDefault("about_site", record.site());
    }

    Group of(Rec record, LocalDate day, int item) {
        var all = new TreeMap<String, String>();
        for (var dimension : by) {
            all.put(
                    dimension,
                    switch (dimension) {
                        case "person" -> person(record);
                        case "sex" -> people.eventSex(record);
                        case "age" -> people.eventAge(record, day);
                        case "population" -> population(record);
                        case "project" -> record.fields().getOrDefault("e.project", "NONE");
                        case "mode" -> Labels.mode(record.number("mode"));
                        case "commodity" -> Labels.commodity(item);
                        case "role" -> Labels.code("role", item);
                        case "perpetrator" -> Labels.code("perpetrator", record.number("perpetrator"));
                        case "violation" -> Labels.code("rights_violation", record.number("violation"));
                        case "topic" -> Labels.code("training_topic", record.number("topic"));
                        case "reason" -> Labels.code("exit_reason", record.number("reason"));
                        case "outcome" -> Labels.code("referral_outcome", record.number("outcome"));
                        case "site" -> siteOf(record);
                        case "region", "country", "provider" -> places.of(dimension, siteOf(record), day);
                        default -> YearMonth.from(day).format(Parts.MONTH);
                    });
        }
        return new Group(all);
    }

    private String person(Rec record) {
        var key = record.key();
        return key == null ? NaivePeople.unnamed(record) : people.person(key);
    }

    private String population(Rec record) {
        var key = record.key();
        return key == null ? NaivePeople.UNKNOWN : people.population(people.person(key));
    }
}
