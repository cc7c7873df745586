package org.outreachsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Lines of the log hold what they are to hold, and nothing of a record. */
class LogSetupTest {

    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();

    private String line(LogForm form) {
        var context = new LoggerContext();
        context.setMDCAdapter(mdc);
        LogSetup.set(context, form);
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        var written = new ListAppender<ILoggingEvent>();
        written.start();
        var stderr = (ConsoleAppender<ILoggingEvent>) root.getAppender("stderr");
        assertThat(stderr.getTarget()).isEqualTo("System.err");
        assertThat(stderr.isStarted()).isTrue();
        root.detachAppender(stderr);
        root.addAppender(written);

        mdc.put("trace_id", "4bf9");
        context.getLogger("org.outreachsync.Example")
                .atWarn()
                .setCause(new IllegalStateException("F1990AAAA"))
                .addKeyValue("site", "OSH-1")
                .addArgument(3)
                .log("{} batches were refused");
        return new String(stderr.getEncoder().encode(written.list.getFirst()), StandardCharsets.UTF_8);
    }

    @Test
    void aServerWritesOneObjectALineWithoutMessagesOfExceptions() {
        var line = line(LogForm.OBJECTS);

        assertThat(line).endsWith("}\n").doesNotContain("F1990AAAA").containsOnlyOnce("\n");
        var written = new JsonObject(line);
        assertThat(written.fieldNames())
                .containsExactlyInAnyOrder(
                        "timestamp", "level", "threadName", "loggerName", "mdc", "formattedMessage", "kvpList");
        assertThat(written.getString("level")).isEqualTo("WARN");
        assertThat(written.getString("loggerName")).isEqualTo("org.outreachsync.Example");
        assertThat(written.getString("formattedMessage")).isEqualTo("3 batches were refused");
        assertThat(written.getJsonObject("mdc").getMap()).containsEntry("trace_id", "4bf9");
        assertThat(written.getJsonArray("kvpList").encode()).isEqualTo("[{\"site\":\"OSH-1\"}]");
    }

    @Test
    void aCommandWritesASentenceALine() {
        assertThat(line(LogForm.SENTENCES))
                .isEqualTo("WARN: 3 batches were refused site=\"OSH-1\"" + System.lineSeparator());
    }

    @Test
    void leavesOutWhatNobodyReadsAndNamesOfStrangers() {
        var context = new LoggerContext();
        LogSetup.set(context, LogForm.OBJECTS);
        assertThat(context.getLogger("org.outreachsync.sync").isInfoEnabled()).isTrue();
        assertThat(context.getLogger("org.outreachsync.sync").isDebugEnabled()).isFalse();
        assertThat(context.getLogger("org.mongodb.driver.client").getEffectiveLevel())
                .isEqualTo(Level.WARN);
        assertThat(context.getLogger("org.apache.sshd.client").isErrorEnabled()).isFalse();
        assertThat(context.getLogger("org.outreachsync.export.channel.Sftp").isErrorEnabled())
                .isFalse();
    }

    @Test
    void isFoundByLogbackAndGivesWayToAFile() {
        assertThat(ServiceLoader.load(Configurator.class)).singleElement().isInstanceOf(LogSetup.class);
        var context = new LoggerContext();
        assertThat(new LogSetup().configure(context))
                .as("logback-test.xml is on the class path of tests")
                .isEqualTo(Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .isExhausted();
    }
}
