package org.outreachsync.demo;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's answer about one indicator of the programme's year.
 *
 * @param code the code of the indicator
 * @param askedBy who asks for it
 * @param label its English name
 * @param period the period of the question
 * @param numerator null if there is none
 * @param denominator null if the indicator has none, or nobody entered it
 * @param value null if there is none
 * @param target the programme's target; null if nobody entered one
 * @param targetUnit {@code COUNT}, {@code PERCENT} or {@code RATIO}; empty without a target
 * @param benchmarks the benchmarks of published sources
 */
record Figure(
        String code,
        String askedBy,
        String label,
        String period,
        @Nullable Long numerator,
        @Nullable Long denominator,
        @Nullable BigDecimal value,
        @Nullable BigDecimal target,
        String targetUnit,
        List<BigDecimal> benchmarks) {

    private static final int DECIMALS = 2;
    private static final double PERCENT = 100;

    Figure {
        benchmarks = List.copyOf(benchmarks);
    }

    /** Combines an indicator's catalogue entry with an answer about it. */
    static Figure of(JsonObject entry, JsonObject answer) {
        var target = answer.getJsonObject("target");
        return new Figure(
                entry.getString("code"),
                entry.getString("asked_by"),
                entry.getJsonObject("labels").getString("en"),
                answer.getString("period"),
                answer.getLong("numerator"),
                answer.getLong("denominator"),
                number(answer, "value"),
                target == null ? null : number(target, "value"),
                target == null ? "" : target.getString("unit"),
                entry.getJsonArray("benchmarks").stream()
                        .map(benchmark -> number((JsonObject) benchmark, "value"))
                        .toList());
    }

    private static @Nullable BigDecimal number(JsonObject of, String name) {
        var number = of.getNumber(name);
        return number == null ? null : new BigDecimal(number.toString()).setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    /** Whether the answer has a value. */
    boolean isFilled() {
        return value != null;
    }

    /** Whether the value is a percentage of the denominator. */
    boolean isPercentage() {
        return value != null
                && numerator != null
                && denominator != null
                && value.signum() > 0
                && BigDecimal.valueOf(PERCENT * numerator / denominator)
                                .setScale(DECIMALS, RoundingMode.HALF_UP)
                                .compareTo(value)
                        == 0;
    }
}
