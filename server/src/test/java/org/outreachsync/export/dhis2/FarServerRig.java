package org.outreachsync.export.dhis2;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A server behind a real socket that behaves as the recorded one, new for each test. */
abstract class FarServerRig {

    static Outbound outbound;

    RecordedDhis2 dhis2;
    SmallDhis2 far;

    @BeforeAll
    static void open() {
        outbound = new Outbound(Outbound.LIMITS);
    }

    @AfterAll
    static void closeAll() {
        outbound.close();
    }

    @BeforeEach
    void start() throws IOException {
        dhis2 = RecordedDhis2.start();
        far = dhis2.far;
    }

    @AfterEach
    void stop() {
        dhis2.close();
    }
}
