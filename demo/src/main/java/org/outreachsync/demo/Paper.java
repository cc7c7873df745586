package org.outreachsync.demo;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The workers' count on paper at one site: the demo's own count, which shares nothing with the server's. */
final class Paper {

    private final Map<String, Long> counts = new TreeMap<>();
    private final Set<String> people = new HashSet<>();
    private final Set<String> women = new HashSet<>();

    void add(String indicator, long amount) {
        counts.merge(indicator, amount, Long::sum);
    }

    /** Notes that a client with this code was met. */
    void met(String clientCode) {
        people.add(clientCode);
    }

    /** Notes that a client with this code got a service for women. */
    void helped(String clientCode) {
        women.add(clientCode);
    }

    long count(String indicator) {
        return switch (indicator) {
            case "PERSONS_REACHED" -> people.size();
            case "PERSONS_WOMEN_SERVICES" -> women.size();
            default -> counts.getOrDefault(indicator, 0L);
        };
    }

    /** The paper of several sites together; a person who came to two sites is one person. */
    static Paper together(Iterable<Paper> papers) {
        var all = new Paper();
        for (var paper : papers) {
            paper.counts.forEach(all::add);
            all.people.addAll(paper.people);
            all.women.addAll(paper.women);
        }
        return all;
    }
}
