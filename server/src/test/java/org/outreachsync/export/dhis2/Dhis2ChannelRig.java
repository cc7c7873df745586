package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.outreachsync.export.dhis2.Deliveries.FEMALE;
import static org.outreachsync.export.dhis2.Deliveries.LIMITS;
import static org.outreachsync.export.dhis2.Deliveries.MALE;
import static org.outreachsync.export.dhis2.Deliveries.SYRINGES;
import static org.outreachsync.export.dhis2.Deliveries.figures;
import static org.outreachsync.export.dhis2.Deliveries.group;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.outreachsync.config.DeliveryLimits;
import org.outreachsync.config.PushLimits;
import org.outreachsync.export.channel.Dhis2Channel;
import org.outreachsync.export.channel.Dhis2Progress;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.export.delivery.Parcel;
import org.outreachsync.export.exchange.Exchange;

/** A channel to a server that behaves as the recorded one, with a clock that jumps over every wait. */
abstract class Dhis2ChannelRig extends FarServerRig {

    static final Group NORTH = Deliveries.form();
    static final Group SOUTH = group(FarForm.MONTHLY, FarForm.SOUTH, "202604");
    static final Group CLOSED = group(FarForm.MONTHLY, FarForm.CLOSED, "202604");
    static final PushLimits PUSHES =
            new PushLimits(1 << 20, Duration.ofMinutes(30), 10, 2, Duration.ofHours(1), Duration.ofSeconds(10));
    static final DeliveryLimits QUEUED =
            new DeliveryLimits(LIMITS.again(), LIMITS.shortly(), LIMITS.later(), LIMITS.jobPoll(), LIMITS.jobMax(), 2);

    Dhis2Progress progress = new Dhis2Progress(PUSHES);
    final JumpingClock clock = new JumpingClock();

    Dhis2Channel channel(Exchange exchange, DeliveryLimits limits, boolean atomic, PushLimits pushes) {
        var delivery = new Delivery(exchange, limits, atomic, new SplittableRandom(1));
        return new Dhis2Channel(delivery, progress, pushes, clock, clock);
    }

    Outcome deliver(Push... forms) {
        return channel(outbound.to(dhis2), LIMITS, true, PUSHES).deliver(parcel(forms));
    }

    /** Attempts until something else than waiting comes out, each with a channel of its own. */
    Outcome attempt(List<Retry> retries, Push... forms) {
        var outcome = deliver(forms);
        while (outcome instanceof Retry retry) {
            retries.add(retry);
            assertThat(retries).hasSizeLessThan(50);
            clock.jump(retry.after() == null ? Duration.ofMinutes(1) : retry.after());
            outcome = deliver(forms);
        }
        return outcome;
    }

    static Parcel parcel(Push... forms) {
        return SignedFiles.parcel(file("MOH_HIV_202604_r1.dhis2.json", forms));
    }

    static ExportFile file(String name, Push... forms) {
        var bytes = new ByteArrayOutputStream();
        try {
            DataValueJson.write(List.of(forms), bytes);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return SignedFiles.file(name, bytes.toByteArray());
    }

    static Push usual(Group group) {
        return Push.of(figures(group, Cell.of(SYRINGES, MALE, 120), Cell.of(SYRINGES, FEMALE, 80)));
    }

    List<String> stored() {
        return far.imports.stored.values().stream().map(FarImport.Stored::value).toList();
    }

    static void needsHelp(Outcome outcome, HelpFrom from, String... words) {
        assertThat(outcome).isInstanceOfSatisfying(NeedsHelp.class, help -> {
            assertThat(help.from()).as(help.reason()).isEqualTo(from);
            assertThat(help.reason()).contains(words).doesNotContain("120").doesNotContain(SmallDhis2.PASSWORD);
        });
    }
}
