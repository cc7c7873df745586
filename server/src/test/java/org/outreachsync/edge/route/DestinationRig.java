package org.outreachsync.edge.route;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.outreachsync.rig.RawHttp;
import org.outreachsync.rig.ServerRig;

/** A server of its own for each test, and an admin who adds destinations. */
abstract class DestinationRig {

    static final String TOKEN = "{\"kind\":\"token\",\"token\":\"t0ken\"}";

    ServerRig rig;
    String admin;

    @BeforeEach
    void start() {
        rig = new ServerRig(Map.of("OUTREACH_EXPORT_HOSTS", "sftp.example.org"));
        admin = rig.admin();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    RawHttp.Response add(String document) throws IOException {
        return DestinationDocuments.add(rig, admin, document);
    }

    RawHttp.Response get(String path) throws IOException {
        return rig.send("GET", path, admin, new byte[0]);
    }
}
