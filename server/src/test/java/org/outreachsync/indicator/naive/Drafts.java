package org.outreachsync.indicator.naive;

import com.google.protobuf.Message;

/** New records of any type but the day tally, which is clicked rather than drafted. */
final class Drafts {

    /** Types of records, the frequent ones often. */
    private static final int[] TYPES = {
        1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 6, 6, 7, 7, 7, 7, 8, 8, 9, 9, 10, 11, 12, 12, 13, 14, 15, 15, 16, 17, 17,
        18, 19
    };

    final Meetings meetings;
    final Care care;
    final People people;
    private final Dice dice;

    Drafts(People people, Dice dice) {
        this.people = people;
        this.dice = dice;
        meetings = new Meetings(people, dice);
        care = new Care(people, dice);
    }

    Message any(int day) {
        return of(dice.of(TYPES), day);
    }

    Message of(int type, int day) {
        return switch (type) {
            case 1 -> meetings.client(day).build();
            case 2 -> meetings.contact(day).build();
            case 3 -> meetings.exchange().build();
            case 4 -> meetings.visit(day).build();
            case 6 -> care.referral(day).build();
            case 7 -> care.screening(day).build();
            case 8 -> care.overdose().build();
            case 9 -> care.ost(day).build();
            case 10 -> care.release(day).build();
            case 11 -> care.feedback().build();
            case 12 -> care.naloxone().build();
            case 13 -> care.sharps().build();
            case 14 -> care.stock().build();
            case 15 -> care.arv(day).build();
            case 16 -> care.exit(day).build();
            case 17 -> care.violation(day).build();
            case 18 -> care.training().build();
            case 19 -> care.places().build();
            default -> throw new IllegalArgumentException("no drafts of type " + type);
        };
    }
}
