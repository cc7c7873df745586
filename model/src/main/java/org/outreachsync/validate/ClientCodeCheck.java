package org.outreachsync.validate;

import java.util.ArrayList;
import java.util.List;
import org.outreachsync.model.ClientCode;
import org.outreachsync.model.Contract;
import org.outreachsync.model.FieldSpec;

/**
 * Checks the content of a client code. The year of birth has the same bounds in a code as in the client's record. Two
 * digits always mean the same year. Once the year a century later would also be within the bounds, the digits are
 * ambiguous and are refused.
 */
public final class ClientCodeCheck {

    private static final int CENTURY = 100;

    private final FieldSpec birthYear;

    /** Checks by the bounds of {@code Client.birth_year} in this contract. */
    public ClientCodeCheck(Contract contract) {
        this.birthYear = contract.type("Client").field("birth_year");
    }

    /**
     * Checks a code.
     *
     * @param field the name of the field that holds it
     * @return the findings, errors before warnings
     */
    public List<Finding> check(String field, ClientCode code, Bounds bounds) {
        var findings = new ArrayList<Finding>();
        if (!Validator.isYear(birthYear, code.birthYear(), bounds)) {
            findings.add(Finding.error(
                    ResultCode.CLIENT_CODE_YEAR,
                    field,
                    "Nobody in the programme can have been born in the year that the client code says."));
        } else if (code.shortYear() && Validator.isYear(birthYear, code.birthYear() + CENTURY, bounds)) {
            findings.add(Finding.error(
                    ResultCode.CLIENT_CODE_YEAR,
                    field,
                    "The two digits of the year may mean either of two centuries."));
        }
        if (code.unclear()) {
            findings.add(
                    Finding.warning(
                            ResultCode.CLIENT_CODE_UNCLEAR,
                            field,
                            "The client code has a letter of another script that stands for none, or for more than one, of the programme's."));
        }
        return findings;
    }
}
