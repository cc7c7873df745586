package org.outreachsync.app;

import java.util.function.Supplier;
import org.outreachsync.config.ProgrammeSettings;
import org.outreachsync.config.ServerConfig;
import org.outreachsync.edge.Callers;
import org.outreachsync.identity.Devices;
import org.outreachsync.identity.DonorKeys;
import org.outreachsync.identity.Enrolment;
import org.outreachsync.identity.EnrolmentCodes;
import org.outreachsync.identity.People;
import org.outreachsync.identity.PlaceRule;
import org.outreachsync.identity.Secrets;
import org.outreachsync.identity.SiteDirectory;
import org.outreachsync.identity.Sites;
import org.outreachsync.indicator.Regions;
import org.outreachsync.model.codes.CodeLists;
import org.outreachsync.sync.TabletTerms;
import org.outreachsync.wire.v1.ClientCodeScript;
import org.outreachsync.wire.v1.EnrolResponse;

/**
 * Sites, devices, enrolment codes and people.
 *
 * @param sites the sites
 * @param directory the sites, cached for a second
 * @param codes one-time codes
 * @param devices the tablets
 * @param enrolment of devices
 * @param people people with tokens
 * @param donorKeys the keys of recipients of exports
 */
public record Identities(
        Sites sites,
        SiteDirectory directory,
        EnrolmentCodes codes,
        Devices devices,
        Enrolment enrolment,
        People people,
        DonorKeys donorKeys) {

    /**
     * The identities in a store, with the settings of the programme.
     *
     * @param codes the code lists, asked when a site is placed
     */
    public static Identities over(Backend around, ServerConfig config, Supplier<CodeLists> codes) {
        var programme = config.programme();
        var limits = around.limits().identities();
        var sealer = around.keys().sealer();
        var secrets = new Secrets(around.random());
        PlaceRule rule = (country, region) -> new Regions(codes.get()).checkPlace(country, region);
        var sites = new Sites(around.store(), sealer, around.clock(), rule, limits);
        var oneTimeCodes = new EnrolmentCodes(around.store(), sealer, secrets, around.clock(), limits.codeTtlMax());
        var devices = new Devices(around.store(), sealer, around.clock(), around.ticker(), limits);
        var template = EnrolResponse.newBuilder()
                .setLimits(TabletTerms.limits(around.limits().batches(), programme))
                .setClientCodePattern(programme.clientCodes().pattern())
                .setClientCodeScript(script(programme))
                .setTimeZone(programme.zone().getId())
                .build();
        var enrolment = new Enrolment(devices, oneTimeCodes, secrets, around.clock(), template);
        var people = new People(around.store(), sealer, oneTimeCodes, secrets, around.clock(), around.ticker(), limits);
        var directory = new SiteDirectory(sites, around.ticker());
        var ofKeys = around.limits().channels().donorKeys();
        var terms = new DonorKeys.Terms(ofKeys.lifetimeMax(), limits.nameLengthMax(), ofKeys.keysMax());
        var donorKeys = new DonorKeys(around.store(), sealer, secrets, around.clock(), terms);
        return new Identities(sites, directory, oneTimeCodes, devices, enrolment, people, donorKeys);
    }

    /** Everybody who has a token. */
    public Callers callers() {
        return new Callers(devices, people, donorKeys);
    }

    private static ClientCodeScript script(ProgrammeSettings programme) {
        return switch (programme.clientCodes().script()) {
            case CYRILLIC -> ClientCodeScript.CLIENT_CODE_SCRIPT_CYRILLIC;
            case LATIN -> ClientCodeScript.CLIENT_CODE_SCRIPT_LATIN;
        };
    }
}
