package org.outreachsync.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;

/** How lines of the log look. */
enum LogForm {

    /**
     * One JSON object a line: a fixed text and key-values, never content of a record. Messages of exceptions may hold
     * content and are left out.
     */
    OBJECTS {
        @Override
        Level least() {
            return Level.INFO;
        }

        @Override
        Encoder<ILoggingEvent> encoder() {
            var encoder = new JsonEncoder();
            encoder.setWithSequenceNumber(false);
            encoder.setWithNanoseconds(false);
            encoder.setWithContext(false);
            encoder.setWithMarkers(false);
            encoder.setWithMDC(true);
            encoder.setWithArguments(false);
            encoder.setWithMessage(false);
            encoder.setWithFormattedMessage(true);
            encoder.setWithKVPList(true);
            encoder.setWithThrowable(false);
            return encoder;
        }
    },

    /** What people who type a command read: warnings and errors, one a line. */
    SENTENCES {
        @Override
        Level least() {
            return Level.WARN;
        }

        @Override
        Encoder<ILoggingEvent> encoder() {
            var encoder = new PatternLayoutEncoder();
            encoder.setPattern("%level: %msg %kvp%n%nopex");
            return encoder;
        }
    };

    /** Lines below this level are left out. */
    abstract Level least();

    /** What makes the bytes of a line. The caller gives it its context, and starts it. */
    abstract Encoder<ILoggingEvent> encoder();
}
