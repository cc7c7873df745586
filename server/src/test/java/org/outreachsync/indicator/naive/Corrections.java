package org.outreachsync.indicator.naive;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.outreachsync.wire.WireContract;
import org.outreachsync.wire.v1.Op;
import org.outreachsync.wire.v1.OpKind;
import org.outreachsync.wire.v1.PrisonRelease;
import org.outreachsync.wire.v1.Removal;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.WomenServiceVisit;

/** What workers correct afterwards. */
final class Corrections {

    /** Fields whose order in time must hold, since nobody says what a time that runs backwards counts. */
    private static final Set<String> APART =
            Set.of("uic", "shelter_in", "shelter_out", "released_on", "first_contact_on", "next_due");
    /** Fields that a record may do without. */
    private static final Set<String> OPTIONAL = Set.of(
            "stop_on",
            "dose_mg",
            "phase",
            "result",
            "completed_on",
            "first_contact_on",
            "shelter_out",
            "days_since_incident",
            "known_positive",
            "merged_into",
            "pregnant",
            "carrying",
            "ec_doses",
            "oc_cycles",
            "children_served",
            "returned_on",
            "settled_on");

    private static final int VOID_REASON = 1007;

    private final Drafts drafts;
    private final Dice dice;
    private final int lastDay;

    Corrections(Drafts drafts, Dice dice, int lastDay) {
        this.drafts = drafts;
        this.dice = dice;
        this.lastDay = lastDay;
    }

    /** A change of a record that once said this. */
    Op.Builder of(Tablet tablet, Made made) {
        var empty = made.record().getDefaultInstanceForType();
        var edit = Tablet.with(tablet.op(OpKind.OP_KIND_EDIT, dice.from(1, 3_000_000)), empty);
        boolean isTally = empty instanceof SiteDayTally;
        int way = dice.from(0, 99);
        if (way < 20 && !isTally) {
            edit.getEnvelopeBuilder().setOccurredOn(Math.min(lastDay, made.day() + dice.of(-40, -10, -1, 1, 3, 30)));
        } else if (way < 26) {
            edit.getEnvelopeBuilder().setProject(dice.from(1, 3));
        } else if (way < 34) {
            edit.setKind(OpKind.OP_KIND_VOID).getEnvelopeBuilder().setVoidReason(dice.from(1, 5));
        } else if (way < 38) {
            edit.addSets(VOID_REASON);
        } else if (isTally) {
            unclick(tablet, made, edit);
        } else if (way > 52 || !otherPerson(edit, empty)) {
            content(edit, made);
        }
        return edit;
    }

    private void unclick(Tablet tablet, Made made, Op.Builder edit) {
        int commodity = dice.of(1, 11, 31);
        tablet.unclick(made.id(), commodity);
        edit.addRemovals(Removal.newBuilder().setField(5).addElements(commodity));
    }

    private boolean otherPerson(Op.Builder edit, Message empty) {
        var field = empty.getDescriptorForType().findFieldByName("uic");
        if (field == null) {
            return false;
        }
        if (Set.of("OutreachContact", "NeedleExchange", "OverdoseEvent")
                        .contains(empty.getDescriptorForType().getName())
                && dice.percent(20)) {
            edit.addSets(field.getNumber());
            return true;
        }
        Tablet.with(
                edit,
                empty.newBuilderForType()
                        .setField(field, drafts.people.written())
                        .build());
        return true;
    }

    private void content(Op.Builder edit, Made made) {
        int way = dice.from(0, 9);
        boolean done = switch (way) {
            case 0, 1, 2 -> takeOut(edit, made.record());
            case 3 -> clear(edit, made.record());
            case 4 -> days(edit, made.record());
            default -> false;
        };
        if (!done) {
            redraw(edit, made);
        }
    }

    /** Takes out a line, or a code of a set. */
    private boolean takeOut(Op.Builder edit, Message record) {
        var removals = new ArrayList<Removal>();
        record.getAllFields().forEach((field, value) -> {
            if (field.isRepeated()) {
                for (var item : (List<?>) value) {
                    int element = item instanceof Message line
                            ? (Integer)
                                    line.getField(line.getDescriptorForType().findFieldByNumber(1))
                            : (Integer) item;
                    removals.add(Removal.newBuilder()
                            .setField(field.getNumber())
                            .addElements(element)
                            .build());
                }
            }
        });
        if (removals.isEmpty()) {
            return false;
        }
        edit.addRemovals(dice.of(removals));
        return true;
    }

    private boolean clear(Op.Builder edit, Message record) {
        var fields = new ArrayList<FieldDescriptor>();
        for (var field : record.getAllFields().keySet()) {
            if (OPTIONAL.contains(field.getName()) && !isRequired(record, field)) {
                fields.add(field);
            }
        }
        if (fields.isEmpty()) {
            return false;
        }
        edit.addSets(dice.of(fields).getNumber());
        return true;
    }

    private static boolean isRequired(Message record, FieldDescriptor field) {
        return WireContract.contract()
                .type(record.getDescriptorForType().getName())
                .field(field.getName())
                .required();
    }

    private boolean days(Op.Builder edit, Message record) {
        if (record instanceof WomenServiceVisit visit && visit.hasShelterIn()) {
            edit.setWomenServiceVisit(
                    WomenServiceVisit.newBuilder().setShelterOut(Tablet.past(visit.getShelterIn() + dice.from(0, 30))));
            return true;
        }
        if (record instanceof PrisonRelease release) {
            edit.setPrisonRelease(
                    dice.percent(50)
                            ? PrisonRelease.newBuilder().setReleasedOn(release.getReleasedOn() - dice.from(1, 40))
                            : PrisonRelease.newBuilder()
                                    .setFirstContactOn(Tablet.past(release.getReleasedOn() + dice.from(0, 9))));
            return true;
        }
        return false;
    }

    /** Writes one field as a new record of the type would say it. */
    private void redraw(Op.Builder edit, Made made) {
        var fresh = drafts.of(Tablet.typeOf(made.record()), made.day());
        var fields = new ArrayList<FieldDescriptor>();
        for (var field : fresh.getAllFields().keySet()) {
            if (!APART.contains(field.getName())) {
                fields.add(field);
            }
        }
        var field = dice.of(fields);
        Tablet.with(
                edit,
                fresh.newBuilderForType().setField(field, fresh.getField(field)).build());
    }
}
