package org.outreachsync.indicator.naive;

import org.outreachsync.model.codes.CodeList;
import org.outreachsync.wire.CodeListReader;

/** What the code lists' files say of a commodity or a service. */
final class CodeAttributes {

    private static final CodeList COMMODITIES = CodeListReader.published().get("commodity");
    private static final CodeList SERVICES = CodeListReader.published().get("service");

    static boolean isSyringe(int commodity) {
        return COMMODITIES.hasAttribute(commodity, "counts_as_syringe");
    }

    static boolean isNeedle(int commodity) {
        return COMMODITIES.hasAttribute(commodity, "counts_as_needle");
    }

    static boolean isForWomen(int service) {
        var code = SERVICES.byId(service);
        return code != null && "women".equals(code.attributes().texts().get("group"));
    }

    private CodeAttributes() {}
}
