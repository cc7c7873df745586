package org.outreachsync.export.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.outreachsync.indicator.Period;
import org.outreachsync.store.memory.MemoryStore;

/** Makes an export in a process whose files may not be larger than its operating system allows. */
final class LimitedWriter {

    private LimitedWriter() {}

    /** Prints what became of the export, and what can be seen in its folder, after each of some tries. */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var rig =
                new ExportsRig(new MemoryStore(), folder).save(ExportsRig.BY_HAND.replace("[csv]", "[csv, xlsx, pdf]"));
        rig.figures.byPeriod.put("202609", 41L);
        var server = rig.server();
        server.start("DONOR", Period.parse("202609"), "p1");
        for (int tries = 1; tries <= 3; tries++) {
            var entry = server.get("DONOR.MONTHLY.202609.1");
            var seen = new ArrayList<String>();
            try (var files = Files.walk(folder)) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> seen.add(file.getFileName().toString()));
            }
            System.out.println(entry.state() + " " + entry.progress().attempts().size() + " "
                    + entry.progress().attempts().getLast().result() + " " + seen);
            rig.pass(Duration.ofHours(2));
            rig.tick(server);
        }
        System.out.println("delivered " + rig.channel.ids);
    }
}
