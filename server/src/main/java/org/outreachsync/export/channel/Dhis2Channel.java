package org.outreachsync.export.channel;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.outreachsync.config.PushLimits;
import org.outreachsync.export.delivery.Channel;
import org.outreachsync.export.delivery.ExportFile;
import org.outreachsync.export.delivery.Outcome;
import org.outreachsync.export.delivery.Outcome.HelpFrom;
import org.outreachsync.export.delivery.Outcome.NeedsHelp;
import org.outreachsync.export.delivery.Outcome.Retry;
import org.outreachsync.export.delivery.Parcel;
import org.outreachsync.export.dhis2.DataValueJson;
import org.outreachsync.export.dhis2.Delivery;
import org.outreachsync.export.dhis2.Group;
import org.outreachsync.export.dhis2.Push;
import org.outreachsync.export.dhis2.Step;
import org.outreachsync.export.dhis2.Step.Again;
import org.outreachsync.export.dhis2.Step.Waiting;

/**
 * Delivers the DHIS2 files of a parcel, and so what the ledger signed: makes the forms of DHIS2 hold its figures, and
 * withdraws those that it withdraws. The forms are independent of each other, so one that is refused does not keep the
 * others back. Only what was read back, cell by cell, counts as delivered.
 *
 * <p>Queued imports are waited for. Other waits are left to whoever calls this again.
 */
public final class Dhis2Channel implements Channel {

    private final Delivery delivery;
    private final Dhis2Progress progress;
    private final PushLimits limits;
    private final Clock clock;
    private final Pause pause;

    /** Waits for a point in time. */
    @FunctionalInterface
    public interface Pause {

        /** Sleeps, as production does. */
        Pause SLEEP = until -> {
            var left = Duration.between(Instant.now(), until);
            if (left.isPositive()) {
                Thread.sleep(left);
            }
        };

        /**
         * Returns at this time, or later.
         *
         * @throws InterruptedException if the server stops
         */
        void until(Instant time) throws InterruptedException;
    }

    /**
     * Delivers to one server.
     *
     * @param delivery leads to it
     * @param progress the same for all attempts
     */
    public Dhis2Channel(Delivery delivery, Dhis2Progress progress, PushLimits limits, Clock clock, Pause pause) {
        this.delivery = delivery;
        this.progress = progress;
        this.limits = limits;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public Outcome deliver(Parcel parcel) {
        var files = parcel.files().stream()
                .filter(file -> file.name().endsWith("." + DataValueJson.EXTENSION))
                .toList();
        if (files.isEmpty()) {
            return new NeedsHelp(
                    "The destination delivers to DHIS2, but the export has no DHIS2 file. Add dhis2_json to its formats.",
                    HelpFrom.OWNER);
        }
        var lock = progress.of(parcel.destination());
        lock.lock();
        try {
            return deliver(parcel, files);
        } catch (ContentCheck.DamagedException | DataValueJson.NotReadableException damaged) {
            return new NeedsHelp(ContentCheck.DAMAGED, HelpFrom.OWNER);
        } catch (IOException unreadable) {
            return new Retry("A file of the export could not be read.", null);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Retry("This server was stopped during the delivery.", Duration.ZERO);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void forget(String parcel) {
        progress.forget(parcel);
    }

    private Outcome deliver(Parcel parcel, List<ExportFile> files) throws IOException, InterruptedException {
        var forms = new ArrayList<Push>();
        for (var file : files) {
            if (file.content().size() > limits.fileBytesMax()) {
                return new NeedsHelp(
                        "The DHIS2 file is larger than " + limits.fileBytesMax() + " bytes.", HelpFrom.OWNER);
            }
            forms.addAll(forms(file));
        }
        var latest = clock.instant().plus(limits.delivery());
        var steps = new LinkedHashMap<Group, Step>();
        for (var form : forms) {
            var step = isLate(latest) ? null : deliver(parcel, form, latest);
            if (step == null) {
                return Dhis2Words.late(ends(steps), forms.size());
            }
            steps.put(form.group(), step);
            progress.keep(parcel.id(), form.group(), step);
            if (Dhis2Words.isOfAllForms(step)) {
                break;
            }
        }
        var outcome = Dhis2Words.outcome(steps, forms.size(), files, limits, clock.instant());
        if (!(outcome instanceof Retry)) {
            progress.forget(parcel.id());
        }
        return outcome;
    }

    private static long ends(Map<Group, Step> steps) {
        return steps.values().stream().filter(step -> !(step instanceof Again)).count();
    }

    private boolean isLate(Instant latest) {
        return !clock.instant().isBefore(latest);
    }

    /** Nothing is sent before the whole file is known to be as it was signed. */
    private static List<Push> forms(ExportFile file) throws IOException {
        ContentCheck.copy(file, OutputStream.nullOutputStream());
        try (var content = file.content().open()) {
            return DataValueJson.read(content);
        }
    }

    /** One form, through all waits for queued imports; null if the time is over. */
    private @Nullable Step deliver(Parcel parcel, Push form, Instant latest) throws InterruptedException {
        var end = progress.end(parcel.id(), form.group());
        if (end != null) {
            return end;
        }
        var step = delivery.next(form, progress.progress(parcel.id(), form.group()), clock.instant());
        while (step instanceof Again again && again.why() == Waiting.JOB) {
            progress.keep(parcel.id(), form.group(), again);
            if (!again.notBefore().isBefore(latest)) {
                return null;
            }
            pause.until(again.notBefore());
            step = delivery.next(form, again.progress(), clock.instant());
        }
        return step;
    }
}
