package org.outreachsync.load.write;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.outreachsync.app.Backend;
import org.outreachsync.app.Identities;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.device.enrol.KeySource;
import org.outreachsync.identity.Role;
import org.outreachsync.load.indicator.Population;
import org.outreachsync.load.indicator.Shape;
import org.outreachsync.wire.CodeListReader;
import org.outreachsync.wire.v1.EnrolRequest;
import org.outreachsync.wire.v1.EnrolResponse;

/**
 * A programme in an embedded store: sites with a tablet each, and an admin. They are entered by the classes behind the
 * commands and routes that enter them, because a server takes only a few one-time codes a minute from one address.
 */
final class Programme {

    /** The years of work of a site come in within minutes here. */
    static final Map<String, String> SETTINGS =
            Map.of("OUTREACH_TIME_ZONE", "UTC", "OUTREACH_NEW_CODES_PER_DAY", "100000");

    /** Capture of the records of three years at the pace of a tablet. */
    private static final Duration SINCE = Duration.ofDays(400);

    private final Shape shape;
    private final Population population;
    private final Map<ByteString, String> codes;
    private final List<BenchTablet> tablets;
    private final String adminToken;
    private int turn;

    private Programme(Shape shape, List<EnrolResponse> credentials, String adminToken) {
        this.shape = shape;
        this.population = new Population(shape);
        this.codes = SiteWork.codes(shape, population);
        this.adminToken = adminToken;
        this.tablets = IntStream.range(0, credentials.size())
                .mapToObj(site -> tablet(credentials.get(site), site))
                .toList();
    }

    /** Enters a programme of this shape into a new store in the folder of a server. */
    static Programme enter(Path folder, Shape shape) throws Exception {
        var credentials = new ArrayList<EnrolResponse>();
        var token = new String[1];
        within(folder, identities -> {
            token[0] = identities.people().add("Bench", Role.ADMIN, Set.of()).token();
            for (var site : shape.siteCodes()) {
                identities.sites().add(site, site);
                credentials.add(enrolled(identities, site));
            }
        });
        return new Programme(shape, credentials, token[0]);
    }

    private interface Entering {
        void into(Identities identities) throws Exception;
    }

    private static void within(Path folder, Entering entering) throws Exception {
        var variables = new HashMap<>(SETTINGS);
        variables.put("OUTREACH_DATA", folder.resolve("data").toString());
        var config = ServerConfig.from(variables);
        var around = Backend.openOrMake(config);
        try (var store = around.store()) {
            store.ping();
            entering.into(Identities.over(around, config, CodeListReader::published));
        }
    }

    private static EnrolResponse enrolled(Identities identities, String site) throws Exception {
        var code = identities.codes().make(Set.of(site), Duration.ofMinutes(10)).code();
        var key = KeySource.of(new SecureRandom()).next().getPublic().getEncoded();
        return identities
                .enrolment()
                .enrol(EnrolRequest.newBuilder()
                        .setOneTimeCode(code)
                        .setPublicKey(ByteString.copyFrom(key))
                        .setModel("bench")
                        .setAppVersion("bench")
                        .build());
    }

    private BenchTablet tablet(EnrolResponse credentials, int site) {
        long begin = System.currentTimeMillis() - SINCE.toMillis();
        return new BenchTablet(credentials, new SiteWork(shape, population, codes, site), begin, shape.seed() + site);
    }

    String adminToken() {
        return adminToken;
    }

    /**
     * Prepares the next batches, of the tablets in turn. All batches of a tablet go to the same uploader.
     *
     * @param uploaders among whom they are divided
     * @param batches of each uploader
     * @param records of each batch
     */
    List<List<Upload>> prepare(int uploaders, int batches, int records) {
        var parts = new ArrayList<List<Upload>>();
        for (int uploader = 0; uploader < uploaders; uploader++) {
            var part = new ArrayList<Upload>();
            int own = tablets.size() / uploaders;
            for (int batch = 0; batch < batches; batch++) {
                int at = uploader + uploaders * ((turn + batch) % own);
                part.add(tablets.get(at).prepare(records));
            }
            parts.add(part);
        }
        turn += batches;
        return parts;
    }
}
