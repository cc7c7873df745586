package org.outreachsync.app;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.outreachsync.edge.Problems;
import org.outreachsync.merge.Conflict;
import org.outreachsync.model.RecordRule;
import org.outreachsync.record.Review;
import org.outreachsync.refusal.Code;
import org.outreachsync.validate.ResultCode;
import org.outreachsync.wire.WireContract;

/** {@code docs/result-codes.md} beside the code: its tables are made from it. */
class ResultCodesDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "result-codes.md");
    private static final String COMMAND =
            "mvn test -pl server -am -Dtest=ResultCodesDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true";

    @Test
    void saysWhatTheServerCanAnswer() throws IOException {
        var written = Files.readString(DOCUMENT);
        var right = between(between(between(written, "results", results()), "rules", rules()), "refusals", refusals());
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, right);
            return;
        }
        assertThat(written)
                .as("docs/result-codes.md is behind the code; rewrite it with: " + COMMAND)
                .isEqualTo(right);
    }

    @Test
    void namesEveryKindOfReview() {
        var reviews =
                names(Arrays.stream(ResultCode.values()).filter(code -> code.effect() == ResultCode.Effect.REVIEW));
        assertThat(names(Arrays.stream(Review.Kind.values()))).isEqualTo(reviews);
        assertThat(reviews).containsAll(names(Arrays.stream(Conflict.Kind.values())));
    }

    @Test
    void givesNoCodeTwoMeanings() {
        var codes = names(Arrays.stream(ResultCode.values()));
        rulesByCode().forEach((code, rules) -> {
            assertThat(codes).doesNotContain(code);
            assertThat(rules.stream()
                            .map(rule -> rule.test().sentence() + rule.warning())
                            .distinct())
                    .as(code)
                    .hasSize(1);
        });
    }

    private static Set<String> names(Stream<? extends Enum<?>> values) {
        return new LinkedHashSet<>(values.map(Enum::name).sorted().toList());
    }

    private static String between(String text, String mark, String table) {
        int from = text.indexOf("<!-- " + mark + " -->\n");
        int to = text.indexOf("<!-- end -->", from);
        assertThat(from).as(mark).isNotNegative();
        return text.substring(0, from) + "<!-- " + mark + " -->\n" + table + text.substring(to);
    }

    private static String results() {
        return Arrays.stream(ResultCode.values())
                .sorted(Comparator.comparing(ResultCode::effect).thenComparing(ResultCode::name))
                .map(code -> row(
                        "`" + code + "`",
                        effect(code.effect()),
                        code.meaning(),
                        code.remedy().tablet()))
                .collect(joining("", row("code", "op", "means", "the tablet") + row("---", "---", "---", "---"), ""));
    }

    private static String effect(ResultCode.Effect effect) {
        return effect.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, List<RecordRule>> rulesByCode() {
        var rules = new TreeMap<String, List<RecordRule>>();
        WireContract.contract()
                .types()
                .forEach(type -> type.rules()
                        .forEach(rule -> rules.merge(
                                rule.code(),
                                List.of(rule),
                                (some, more) -> Stream.concat(some.stream(), more.stream())
                                        .toList())));
        return rules;
    }

    private static String rules() {
        var table = new StringBuilder(
                row("code", "records", "op", "the rule", "`field`") + row("---", "---", "---", "---", "---"));
        rulesByCode().forEach((code, rules) -> {
            var rule = rules.getFirst();
            var types = WireContract.contract().types().stream()
                    .filter(type ->
                            type.rules().stream().anyMatch(one -> one.code().equals(code)))
                    .map(type -> "`" + type.name() + "`")
                    .sorted()
                    .collect(joining(", "));
            var effect = rule.test() instanceof RecordRule.NothingRefused
                    ? "taken out, `" + ResultCode.REFUSED_BY_CLIENT + "`"
                    : effect(rule.warning() ? ResultCode.Effect.WARNING : ResultCode.Effect.QUARANTINE);
            table.append(row(
                    "`" + code + "`",
                    types,
                    effect,
                    rule.test().sentence(),
                    "`" + rule.test().field() + "`"));
        });
        return table.toString();
    }

    private static String refusals() {
        return Arrays.stream(Code.values())
                .sorted(Comparator.<Code>comparingInt(Problems::status).thenComparing(Code::name))
                .map(code ->
                        row(Integer.toString(Problems.status(code)), "`" + code + "`", code.meaning(), code.tablet()))
                .collect(joining(
                        "", row("status", "code", "means", "the tablet") + row("---", "---", "---", "---"), ""));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
