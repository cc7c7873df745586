package org.outreachsync.edge.route;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;

/** Documents of destinations, as a person writes them, and how a person sends them. */
final class DestinationDocuments {

    static final String YAML = "Content-Type: application/yaml\r\n";

    static final String MINISTRY = """
            code: MINISTRY
            title: {en: Ministry of Health, ru: Минздрав}
            publisher: Harm reduction programme
            policy: {kind: suppress}
            formats: [csv, xlsx]
            channel: pull
            data_sets:
              - code: MONTHLY
                title: {en: Monthly report}
                period: month
                areas: [country, site]
                country: KG
                indicators:
                  - {code: CONTACTS}
                  - {code: PERSONS_REACHED, by: [sex]}
            """;

    /** With two data sets, and a way that is not there. */
    static final String FOLDER = """
            code: NGO
            title: {en: A network}
            publisher: Harm reduction programme
            formats: [csv]
            channel: {kind: folder, path: network}
            schedule: {cron: "0 3 5 * *", zone: Asia/Bishkek, grace_days: 10}
            data_sets:
              - {code: MONTHLY, title: {en: M}, period: month, areas: [country], indicators: [{code: CONTACTS}]}
              - {code: QUARTERLY, title: {en: Q}, period: quarter, areas: [country], indicators: [{code: CONTACTS}]}
            """;

    private DestinationDocuments() {}

    static RawHttp.Response add(ServerRig rig, String who, String document) throws IOException {
        return rig.send("POST", "/v1/destinations", who + YAML, document.getBytes(StandardCharsets.UTF_8));
    }

    static RawHttp.Response replace(ServerRig rig, String who, String code, String ifMatch, String document)
            throws IOException {
        return rig.send(
                "PUT",
                "/v1/destinations/" + code,
                who + YAML + (ifMatch.isEmpty() ? "" : "If-Match: " + ifMatch + "\r\n"),
                document.getBytes(StandardCharsets.UTF_8));
    }
}
