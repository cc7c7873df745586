package org.outreachsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.outreachsync.identity.Device;
import org.outreachsync.indicator.catalogue.CatalogueReader;
import org.outreachsync.record.ReviewStore;
import org.outreachsync.store.Document;
import org.outreachsync.store.ForwardingStore;
import org.outreachsync.store.Table;
import org.outreachsync.store.Tables;
import org.outreachsync.store.memory.MemoryStore;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** Whoever holds a dump without the keys must not learn which pseudonym used which service on which day. */
class WhatAStoreSeesTest {

    private static final String CODE = "Ж1990АЙГУ";
    private static final int VISIT_TYPE = 4;

    private record Written(Table table, Document document) {
        String plain() {
            return document.id() + " " + document.fields();
        }
    }

    private final List<Written> written = new ArrayList<>();
    private final Field field = new Field(new ForwardingStore(new MemoryStore()) {
        @Override
        public void insert(Table table, Document document) {
            written.add(new Written(table, document));
            super.insert(table, document);
        }

        @Override
        public Set<String> replaceIfNewer(Table table, List<Document> documents) {
            documents.forEach(document -> written.add(new Written(table, document)));
            return super.replaceIfNewer(table, documents);
        }
    });
    private String key = "";

    private Op visit(long own) {
        var visit = WomenServiceVisit.newBuilder().setUic(CODE).addServices(1);
        return field.op(OpKind.OP_KIND_CREATE)
                .setOwnRecord(own)
                .setWomenServiceVisit(visit)
                .build();
    }

    private void sync(Device caller) {
        var outcome = field.server().sync(caller, Requests.of(field.batch(caller, 1, 1, visit(1))));
        key = HexFormat.of()
                .formatHex(
                        outcome.response().getAck().getResults(0).getClientKey().toByteArray());
        assertThat(key).isNotEmpty();
    }

    private void visitOnTwoTabletsAndCount() {
        sync(Field.device(1));
        sync(Field.device(2));
        var catalogue = CatalogueReader.read(WireContract.contract(), CodeListReader.published(), null);
        field.engine().cells(catalogue).projector().catchUp(Field.SITE);
    }

    @Test
    void noPseudonymStandsAnywhere() {
        visitOnTwoTabletsAndCount();

        assertThat(new ReviewStore(field.store, field.keys.sealer()).open(Field.SITE, 0, 10))
                .as("the event is found all the same")
                .hasSize(1);
        assertThat(written)
                .extracting(Written::table)
                .contains(
                        Tables.LOG,
                        Tables.RECORD_PAGES,
                        Tables.REVIEWS,
                        Tables.PERSON_NUMBERS,
                        Tables.CELLS,
                        Tables.MONTHS);
        assertThat(written).extracting(Written::plain).noneMatch(plain -> plain.contains(key));
    }

    @Test
    void noPlainColumnTellsTheKindOfARecordOrNamesAnEventWithoutAKey() {
        visitOnTwoTabletsAndCount();

        var event = VISIT_TYPE + "/" + Field.DAY + "/" + key;
        var digests = Stream.of(event, Field.SITE + "/" + event)
                .map(of -> UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8))
                        .toString());
        var telling = Stream.concat(digests, Stream.of(CODE, VISIT_TYPE + "/" + Field.DAY, "women", "Women"))
                .toList();
        assertThat(written)
                .extracting(Written::plain)
                .noneMatch(plain -> telling.stream().anyMatch(plain::contains));
        var tables = Stream.of(Tables.RECORD_PAGES, Tables.RECORD_HEADS, Tables.RECORD_DAYS);
        var columns = tables.flatMap(table -> table.fields().stream()).map(org.outreachsync.store.Field::name);
        assertThat(columns).containsExactlyInAnyOrder("scope", "seq", "scope", "scope", "day", "seq");
    }

    @Test
    void noBodyShowsTheCodeOrThePseudonym() {
        visitOnTwoTabletsAndCount();

        assertThat(written).allSatisfy(one -> {
            var body = HexFormat.of().formatHex(one.document().body());
            assertThat(body)
                    .doesNotContain(key)
                    .doesNotContain(HexFormat.of().formatHex(CODE.getBytes(StandardCharsets.UTF_8)));
        });
    }
}
