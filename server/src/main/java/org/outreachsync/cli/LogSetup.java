package org.outreachsync.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;

/**
 * Sets up the log, on standard error, unless a file of Logback does. It is code and no such file, because reading one
 * takes an XML parser and some hundred classes at every start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

    private static final String FILE_VARIABLE = "logback.configurationFile";
    private static final List<String> FILES = List.of("/logback-test.xml", "/logback.xml");
    private static final AtomicReference<LogForm> FORM = new AtomicReference<>();

    /** For Logback, which finds it as a service. */
    public LogSetup() {}

    /** The form of all lines; to be called before the first logger is made. */
    static void use(LogForm form) {
        FORM.set(form);
    }

    /** Sets up the log of a process. Files count only where no command runs, as in tests and in the demo. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var form = FORM.get();
        if (System.getProperty(FILE_VARIABLE) != null || (form == null && isFileThere())) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        set(context, form == null ? LogForm.OBJECTS : form);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static boolean isFileThere() {
        return FILES.stream().anyMatch(file -> LogSetup.class.getResource(file) != null);
    }

    static void set(LoggerContext context, LogForm form) {
        // Otherwise Logback would tell how it was set up, in lines of its own.
        context.getStatusManager().add(new NopStatusListener());
        var encoder = form.encoder();
        encoder.setContext(context);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(form.least());
        root.addAppender(appender);
        // At every start the driver writes out all of its settings.
        context.getLogger("org.mongodb.driver").setLevel(Level.WARN);
        // The SSH library writes out names of users and servers, also in the name of its subclasses; what came of a
        // delivery is kept with the export.
        context.getLogger("org.apache.sshd").setLevel(Level.OFF);
        context.getLogger("org.outreachsync.export.channel").setLevel(Level.OFF);
    }
}
