package org.outreachsync.export.dhis2;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.dhis2.Verdict.Failure;
import org.outreachsync.export.exchange.Exchange;
import org.outreachsync.indicator.Period;

/**
 * Holds a mapping against the metadata of DHIS2 before anything is sent. It finds what DHIS2 would refuse, and also
 * what DHIS2 takes without a word and stores where nobody looks. Expiry, approval and input periods are not looked at:
 * they change by the day, and a push is refused for them by name.
 */
public final class MappingCheck {

    private static final Set<String> WHOLE_NUMBERS = Set.of("INTEGER", "INTEGER_ZERO_OR_POSITIVE", "NUMBER");

    private MappingCheck() {}

    /**
     * What a mapping uses of one data set.
     *
     * @param dataSet the data set
     * @param cells every cell that it can fill
     * @param orgUnits every org unit that it sends for
     * @param attributeOptionCombo the attribute option combo
     * @param period a period to check with, as the next that would be sent
     */
    public record Use(Uid dataSet, Set<Cell.Key> cells, Set<Uid> orgUnits, Uid attributeOptionCombo, Period period) {
        public Use {
            cells = Set.copyOf(cells);
            orgUnits = Set.copyOf(orgUnits);
        }
    }

    /** How a check ended. */
    public sealed interface Result {

        /**
         * The metadata was read.
         *
         * @param dataSet the name of the data set
         * @param findings what would go wrong; empty for nothing
         */
        record Checked(String dataSet, List<Finding> findings) implements Result {
            public Checked {
                findings = List.copyOf(findings);
            }
        }

        /**
         * The metadata could not be read.
         *
         * @param failure why
         */
        record Unread(Failure failure) implements Result {}
    }

    /**
     * Something that would go wrong.
     *
     * @param kind what
     * @param subject the data element, combo or org unit, or null for the data set as a whole
     */
    public record Finding(Kind kind, @Nullable String subject) {}

    /** What can go wrong. */
    public enum Kind {
        /** There is no such data set. */
        UNKNOWN_DATA_SET(ErrorCode.E1005),
        /** The account may not write the data set. */
        NO_WRITE_ACCESS(ErrorCode.E8010),
        /** The data set has periods of another kind. */
        OTHER_PERIOD_TYPE(ErrorCode.E8021),
        /** The period is not over, and the data set does not take it yet. */
        PERIOD_NOT_OVER(ErrorCode.E8030),
        /** The attribute option combo is none of this data set. */
        UNKNOWN_ATTRIBUTE(ErrorCode.E8023),
        /** The element is not in the data set. */
        ELEMENT_NOT_IN_DATA_SET(ErrorCode.E8020),
        /** The element takes no counts. */
        NOT_A_COUNT(ErrorCode.E8122),
        /** The combo is none of this element. */
        COMBO_NOT_OF_ELEMENT(ErrorCode.E8024),
        /** The org unit is not assigned to the data set, or does not exist. */
        ORG_UNIT_NOT_ASSIGNED(ErrorCode.E8022),
        /** The org unit is closed in the period, or not yet open. */
        ORG_UNIT_CLOSED(ErrorCode.E8031);

        private final ErrorCode code;

        Kind(ErrorCode code) {
            this.code = code;
        }

        /** The code by which DHIS2 would refuse it. */
        public ErrorCode code() {
            return code;
        }
    }

    /**
     * Reads the metadata of a data set and holds a mapping against it.
     *
     * @param today decides whether a period is over
     */
    public static Result run(Exchange exchange, Use use, LocalDate today) {
        return switch (DataSetMetadata.in(exchange.send(Requests.metadata(use.dataSet())))) {
            case Reading.Found<DataSetMetadata>(var metadata) ->
                new Result.Checked(metadata.name(), findings(metadata, use, today));
            case Reading.Failed<DataSetMetadata>(Verdict.Refused refused)
            when refused.errorCode().equals(Kind.UNKNOWN_DATA_SET.code().name()) ->
                new Result.Checked(
                        "",
                        List.of(new Finding(Kind.UNKNOWN_DATA_SET, use.dataSet().text())));
            case Reading.Failed<DataSetMetadata>(var failure) -> new Result.Unread(failure);
            case Reading.Nothing<DataSetMetadata> nothing ->
                new Result.Unread(new Verdict.Retry(Verdict.Cause.UNREADABLE));
        };
    }

    static List<Finding> findings(DataSetMetadata metadata, Use use, LocalDate today) {
        var findings = new ArrayList<Finding>();
        if (Boolean.FALSE.equals(metadata.mayWrite())) {
            findings.add(new Finding(Kind.NO_WRITE_ACCESS, null));
        }
        checkPeriod(metadata, use.period(), today, findings);
        var attributes = metadata.attributes();
        if (!attributes.isEmpty() && !attributes.contains(use.attributeOptionCombo())) {
            findings.add(new Finding(
                    Kind.UNKNOWN_ATTRIBUTE, use.attributeOptionCombo().text()));
        }
        use.cells().stream().sorted().forEach(key -> checkCell(metadata, key, findings));
        use.orgUnits().stream().sorted().forEach(unit -> checkOrgUnit(metadata, unit, use.period(), findings));
        return findings.stream().distinct().toList();
    }

    private static void checkPeriod(
            DataSetMetadata metadata, Period period, LocalDate today, Collection<Finding> findings) {
        var name = PeriodType.of(period).map(PeriodType::dhis2Name).orElse("");
        if (!name.equals(metadata.periodType())) {
            findings.add(new Finding(Kind.OTHER_PERIOD_TYPE, metadata.periodType()));
        } else if (metadata.openFuturePeriods() == 0 && !period.to().isBefore(today)) {
            findings.add(new Finding(Kind.PERIOD_NOT_OVER, period.text()));
        }
    }

    private static void checkCell(DataSetMetadata metadata, Cell.Key key, Collection<Finding> findings) {
        var element = metadata.elements().get(key.dataElement());
        if (element == null) {
            findings.add(
                    new Finding(Kind.ELEMENT_NOT_IN_DATA_SET, key.dataElement().text()));
        } else if (!WHOLE_NUMBERS.contains(element.valueType())) {
            findings.add(new Finding(Kind.NOT_A_COUNT, key.dataElement().text()));
        } else if (!element.combos().contains(key.categoryOptionCombo())) {
            findings.add(new Finding(Kind.COMBO_NOT_OF_ELEMENT, key.toString()));
        }
    }

    private static void checkOrgUnit(DataSetMetadata metadata, Uid unit, Period period, Collection<Finding> findings) {
        var known = metadata.orgUnits().get(unit);
        if (known == null) {
            findings.add(new Finding(Kind.ORG_UNIT_NOT_ASSIGNED, unit.text()));
            return;
        }
        var opened = known.opened();
        var closed = known.closed();
        if ((opened != null && opened.isAfter(period.to())) || (closed != null && closed.isBefore(period.from()))) {
            findings.add(new Finding(Kind.ORG_UNIT_CLOSED, unit.text()));
        }
    }
}
