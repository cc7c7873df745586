package org.outreachsync.device;

import java.time.LocalDate;
import org.outreachsync.wire.v1.Client;
import org.outreachsync.wire.v1.EnrolResponse;
import org.outreachsync.wire.v1.Envelope;
import org.outreachsync.wire.v1.ExchangeLine;
import org.outreachsync.wire.v1.Limits;
import org.outreachsync.wire.v1.NeedleExchange;
import org.outreachsync.wire.v1.OutreachContact;
import org.outreachsync.wire.v1.SiteDayTally;
import org.outreachsync.wire.v1.TallyLine;

/** Records that workers capture in tests. */
public final class Shift {

    public static final String SITE = "bishkek-1";
    public static final LocalDate START = LocalDate.of(2020, 1, 1);
    public static final int DAY = (int) LocalDate.of(2026, 3, 2).toEpochDay();
    public static final String CODE = "Ж1985АНПЕ";
    public static final Programme PROGRAMME = Programme.of(START);

    private Shift() {}

    public static Envelope envelope() {
        return Envelope.newBuilder()
                .setProject(7)
                .setWorker(41)
                .setRole(1)
                .setOccurredOn(DAY)
                .build();
    }

    public static OutreachContact contact(int... services) {
        var contact =
                OutreachContact.newBuilder().setSex(1).setAgeBand(5).setMode(1).setSetting(1);
        for (int service : services) {
            contact.addServices(service);
        }
        return contact.build();
    }

    public static NeedleExchange exchange(int given, int returned) {
        return NeedleExchange.newBuilder()
                .setUic(CODE)
                .addLines(ExchangeLine.newBuilder()
                        .setCommodity(2)
                        .setDistributed(given)
                        .setReturned(returned))
                .build();
    }

    public static Client client() {
        return Client.newBuilder()
                .setUic(CODE)
                .setSex(1)
                .setBirthYear(1985)
                .addPopulations(1)
                .setEnrolledOn(DAY)
                .setConsentLinkage(true)
                .setRegion(1)
                .build();
    }

    public static SiteDayTally tally(int contacts, int syringes) {
        return SiteDayTally.newBuilder()
                .setSex(1)
                .setAgeBand(5)
                .setMode(1)
                .setContacts(contacts)
                .addDistributed(TallyLine.newBuilder().setCommodity(2).setPieces(syringes))
                .build();
    }

    public static EnrolResponse enrolled(int epoch, String... sites) {
        return EnrolResponse.newBuilder()
                .setDeviceId("tablet-9")
                .setDeviceNo(9)
                .setEpoch(epoch)
                .setToken("token-" + epoch)
                .addAllScopes(java.util.List.of(sites))
                .setLimits(limits())
                .setClientCodePattern("GYYYYMMFF")
                .setTimeZone("Asia/Bishkek")
                .setServerNow(FakeClock.MORNING)
                .build();
    }

    public static Limits limits() {
        return Limits.newBuilder()
                .setOpsMax(500)
                .setWireBytesMax(256 * 1024)
                .setInflatedBytesMax(2 * 1024 * 1024)
                .setOfflineDaysMax(30)
                .setPurgeDays(7)
                .build();
    }
}
