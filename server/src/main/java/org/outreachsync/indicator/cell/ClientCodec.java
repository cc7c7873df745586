package org.outreachsync.indicator.cell;

import java.util.HashSet;
import java.util.TreeSet;
import org.outreachsync.model.RecordId;
import org.outreachsync.wire.log.v1.StoredCell;

/** Encodes the facts of a Client record. */
final class ClientCodec {

    private ClientCodec() {}

    static StoredCell.Client encode(ClientFacts facts) {
        return StoredCell.Client.newBuilder()
                .setPerson(facts.person())
                .setRecordHigh(facts.record().high())
                .setRecordLow(facts.record().low())
                .setOccurredOn(Math.toIntExact(facts.occurredOn()))
                .setSex(facts.sex())
                .setBirthYear(facts.birthYear())
                .addAllPopulations(new TreeSet<>(facts.populations()))
                .setMergedInto(facts.mergedInto())
                .setRegion(facts.region())
                .setEnrolledOn(Math.toIntExact(facts.enrolledOn()))
                .build();
    }

    static ClientFacts decode(StoredCell.Client client) {
        return new ClientFacts(
                client.getPerson(),
                new RecordId(client.getRecordHigh(), client.getRecordLow()),
                client.getOccurredOn(),
                client.getSex(),
                client.getBirthYear(),
                new HashSet<>(client.getPopulationsList()),
                client.getMergedInto(),
                client.getRegion(),
                client.getEnrolledOn());
    }
}
