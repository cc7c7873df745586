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
 * A programme in an embedded store: sites with some tablets each, and an admin. They are entered by the classes behind
 * the commands and routes that enter them, because a server takes only a few one-time codes a minute from one address.
 */
final class Programme {

    /** The years of work of a site come in within minutes here. */
    static final Map<String, String> SETTINGS =
            Map.of("OUTREACH_TIME_ZONE", "UTC", "OUTREACH_NEW_CODES_PER_DAY", "100000");

    /** Capture of the records of three years at the pace of a tablet. */
    private static final Duration SINCE = Duration.ofDays(400);

    /** At a site that is uploaded to, one tablet uploads and one comes later to pull. */
    private static final int TABLETS = 2;

    private final Settings settings;
    private final Shape shape;
    private final List<List<BenchTablet>> tablets;
    private final String adminToken;
    private int turn;

    private Programme(Settings settings, List<List<EnrolResponse>> credentials, String adminToken) {
        this.settings = settings;
        this.shape = settings.shape();
        this.adminToken = adminToken;
        var population = new Population(shape);
        var codes = SiteWork.codes(shape, population);
        this.tablets = IntStream.range(0, credentials.size())
                .mapToObj(site -> tablets(credentials.get(site), new SiteWork(shape, population, codes, site)))
                .toList();
    }

    /** Enters the sites, and those of the herd, into a new store in the folder of a server. */
    static Programme enter(Path folder, Settings settings) throws Exception {
        var credentials = new ArrayList<List<EnrolResponse>>();
        var token = new String[1];
        within(folder, identities -> {
            token[0] = identities.people().add("Bench", Role.ADMIN, Set.of()).token();
            for (var site : settings.shape().siteCodes()) {
                identities.sites().add(site, site);
                int tabletsOfSite = credentials.size() < settings.sites() ? TABLETS : Settings.HERD_OF_SITE;
                var ofSite = new ArrayList<EnrolResponse>();
                for (int no = 0; no < tabletsOfSite; no++) {
                    ofSite.add(enrolled(identities, site));
                }
                credentials.add(ofSite);
            }
        });
        return new Programme(settings, credentials, token[0]);
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

    /** The tablets of a site share its work. */
    private List<BenchTablet> tablets(List<EnrolResponse> credentials, SiteWork work) {
        long begin = System.currentTimeMillis() - SINCE.toMillis();
        return credentials.stream()
                .map(one -> new BenchTablet(one, work, begin, shape.seed() + one.getDeviceNo()))
                .toList();
    }

    /** The tablet that uploads the records of a site, by the number of the site. */
    BenchTablet uploading(int site) {
        return tablets.get(site).getFirst();
    }

    /** The tablet of a site that has pulled nothing yet. */
    BenchTablet newcomer(int site) {
        return tablets.get(site).getLast();
    }

    /** The tablets that come at the end of a shift. */
    List<BenchTablet> herd() {
        return tablets.stream()
                .skip(settings.sites())
                .flatMap(List::stream)
                .limit(settings.herd())
                .toList();
    }

    String adminToken() {
        return adminToken;
    }

    /**
     * Prepares the next batches, of the sites in turn. All batches of a site go to the same uploader.
     *
     * @param uploaders among whom they are divided
     * @param batches of each uploader
     */
    List<List<Upload>> prepare(int uploaders, int batches) {
        var parts = new ArrayList<List<Upload>>();
        for (int uploader = 0; uploader < uploaders; uploader++) {
            var part = new ArrayList<Upload>();
            int own = settings.sites() / uploaders;
            for (int batch = 0; batch < batches; batch++) {
                int at = uploader + uploaders * ((turn + batch) % own);
                part.add(uploading(at).prepare(settings.batch()));
            }
            parts.add(part);
        }
        turn += batches;
        return parts;
    }
}
