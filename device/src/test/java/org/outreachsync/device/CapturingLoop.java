package org.outreachsync.device;

import java.nio.file.Path;
import java.util.Random;
import org.outreachsync.device.journal.DiskJournalFile;
import org.outreachsync.device.journal.Seal;

/** A process that captures until it is killed, and prints each record that it has captured. */
final class CapturingLoop {

    private CapturingLoop() {}

    public static void main(String[] args) throws Exception {
        var tablet = Tablet.open(DiskJournalFile.open(Path.of(args[0])), Seal.NONE, Shift.PROGRAMME, new FakeClock());
        var random = new Random(Long.parseLong(args[1]));
        while (true) {
            var captured = tablet.create(Shift.SITE, Shift.envelope(), Shift.contact(1 + random.nextInt(20)));
            System.out.println(captured.opNo() + " " + captured.id());
            if (random.nextInt(50) == 0) {
                tablet.store().compact();
            }
        }
    }
}
