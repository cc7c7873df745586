package org.outreachsync.sync;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.outreachsync.keys.Sealer;
import org.outreachsync.store.Document;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.wire.log.v1.StoredPerson;

/** Somebody who has what a store holds, or what is written to it, and no key. Knows which documents came together. */
final class StoreThief {

    private static final int PADDING = 15;

    private StoreThief() {}

    /** A document in its table. */
    record Seen(Table table, Document document) {
        String id() {
            return table.name() + " " + document.id();
        }

        /** All that can be read without a key. What is keyed or sealed is so much noise. */
        String plain() {
            var fields = new TreeMap<String, Object>(document.fields());
            return (id() + " " + document.version() + " " + fields).replaceAll("[0-9a-f]{64}", "*")
                    + " "
                    + document.body().length;
        }

        boolean shows(String text) {
            return (id() + document.fields() + HexFormat.of().formatHex(document.body())).contains(text);
        }
    }

    /** All documents of a store, by table and id. */
    static Map<String, Seen> all(Consumer<Consumer<Seen>> store) {
        var all = new HashMap<String, Seen>();
        store.accept(seen -> all.put(seen.id(), seen));
        return all;
    }

    /** What is new or changed between two copies. */
    static List<Seen> between(Map<String, Seen> before, Map<String, Seen> after) {
        return after.values().stream()
                .filter(seen -> {
                    var old = before.get(seen.id());
                    return old == null
                            || old.document().version() != seen.document().version();
                })
                .toList();
    }

    /** How many of these pseudonyms come together with a batch, and so with its site, tablet and minute. */
    static long placed(List<List<Seen>> moments, List<String> pseudonyms) {
        return pseudonyms.stream()
                .filter(pseudonym -> moments.stream()
                        .anyMatch(moment ->
                                moment.stream().anyMatch(seen -> seen.table().equals(Tables.LOG))
                                        && moment.stream().anyMatch(seen -> seen.shows(pseudonym))))
                .count();
    }

    /** At how many moments two stores look different, though as many records of as many clients were sent to both. */
    static long toldApart(List<List<Seen>> one, List<List<Seen>> other) {
        long apart = Math.abs(one.size() - other.size());
        for (int at = 0; at < Math.min(one.size(), other.size()); at++) {
            if (!plain(one.get(at)).equals(plain(other.get(at)))) {
                apart++;
            }
        }
        return apart;
    }

    private static List<String> plain(List<Seen> moment) {
        return moment.stream().map(Seen::plain).sorted().toList();
    }

    /** The same documents as earlier versions stored them: persons by their pseudonyms, and nothing filled up. */
    static UnaryOperator<Seen> asEarlier(Sealer sealer) {
        return seen -> {
            var place = place(seen);
            if (place == null) {
                return seen;
            }
            try {
                var document = seen.document();
                var body = sealer.open(document.body(), place);
                var id = seen.table().equals(Tables.PERSON_NUMBERS)
                        ? StoredPerson.parseFrom(body).getKey()
                        : document.id();
                var shorter = UnknownFieldSet.parseFrom(body).toBuilder()
                        .clearField(PADDING)
                        .build()
                        .toByteArray();
                return new Seen(
                        seen.table(),
                        new Document(id, document.version(), document.fields(), sealer.seal(shorter, "earlier")));
            } catch (InvalidProtocolBufferException damaged) {
                throw new AssertionError(damaged);
            }
        };
    }

    /** The seal context of a body that is filled up, or null. */
    private static @Nullable String place(Seen seen) {
        var document = seen.document();
        var id = document.id();
        return switch (seen.table().name()) {
            case "log" ->
                "log/%s/%d/%d/%d"
                        .formatted(
                                document.text("scope"),
                                document.need("device"),
                                document.need("epoch"),
                                document.need("batchNo"));
            case "record_pages" -> "record_page/" + id;
            case "record_heads", "new_codes", "person_numbers" -> seen.table().name() + "/" + id;
            case "cells", "months" -> "cell/" + id;
            default -> null;
        };
    }
}
