package org.outreachsync.export.dhis2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.outreachsync.export.dhis2.Verdict.Cause;
import org.outreachsync.export.dhis2.Verdict.Retry;
import org.outreachsync.export.exchange.Answer.Reply;

/** Whole documents that are no answer of DHIS2, whatever they call themselves. */
class UnreadableAnswersTest {

    private static final String JSON = "application/json";
    private static final Asked ONE = new Asked(1);

    private static Reply reply(String type, String body) {
        return new Reply(200, type, null, body.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> unreadable() {
        var answer = FarImport.like("01-json-first");
        answer.getJsonObject("response").getJsonObject("importCount").put("updated", 1);
        var whole = answer.encode();
        return Stream.of(
                Arguments.of("the page of a captive portal", "text/html", "<!doctype html><title>Welcome</title>"),
                Arguments.of("HTML that calls itself JSON", JSON, "<html></html>"),
                Arguments.of("nothing", JSON, ""),
                Arguments.of("blanks", JSON, "  \n"),
                Arguments.of("JSON that is cut off", JSON, whole.substring(0, whole.length() / 2)),
                Arguments.of("JSON without its last character", JSON, whole.substring(0, whole.length() - 1)),
                Arguments.of("one word twice", JSON, whole.replace("\"ignored\":0", "\"ignored\":0,\"ignored\":1")),
                Arguments.of("two documents", JSON, whole + whole),
                Arguments.of("a list", JSON, "[" + whole + "]"),
                Arguments.of("a word", JSON, "\"SUCCESS\""),
                Arguments.of("another object", JSON, "{\"status\":\"OK\"}"),
                Arguments.of(
                        "a message alone",
                        JSON,
                        "{\"httpStatus\":\"OK\",\"status\":\"OK\",\"message\":\"Import was successful.\"}"),
                Arguments.of("a deep list", JSON, "[".repeat(100_000)),
                Arguments.of(
                        "XML that is cut off", "application/xml", "<webMessage><response><status>SUCCESS</status>"),
                Arguments.of(
                        "XML that reads a file",
                        "application/xml",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><webMessage><response><status>SUCCESS"
                                + "</status><importCount imported=\"0\" updated=\"1\" ignored=\"0\" deleted=\"0\"/><x>&e;</x>"
                                + "</response></webMessage>"),
                Arguments.of(
                        "XML with words of its own",
                        "application/xml",
                        "<!DOCTYPE x [<!ENTITY e \"SUCCESS\">]><webMessage><response><status>&e;</status><importCount "
                                + "imported=\"0\" updated=\"1\" ignored=\"0\" deleted=\"0\"/></response></webMessage>"),
                Arguments.of("deep XML", "application/xml", "<a>".repeat(10_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void isNotTakenForAnAnswerOfDhis2(String what, String type, String body) {
        assertThat(Verdicts.of(reply(type, body), ONE)).as(what).isEqualTo(new Retry(Cause.UNREADABLE));
        assertThat(StoredValues.in(reply(type, body), Deliveries.form()))
                .as(what)
                .isEqualTo(new Reading.Failed<>(new Retry(Cause.UNREADABLE)));
    }
}
