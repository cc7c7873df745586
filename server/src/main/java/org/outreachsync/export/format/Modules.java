package org.outreachsync.export.format;

import java.util.Map;

/**
 * The modules of the Global Fund to which its own indicators belong. Source: The Global Fund, <i>Modular Framework
 * Handbook, Allocation Period 2023–2025</i> (2022), chapter 6, HIV. Indicators of other organisations have no module
 * there; a programme names it in its grant's performance framework.
 */
final class Modules {

    private static final String DRUGS =
            "Prevention Package for People Who Use Drugs (PUD) (injecting and non-injecting) and their Sexual Partners";
    private static final String MEN =
            "Prevention Package for Men Who Have Sex with Men (MSM) and their Sexual Partners";
    private static final String TRANSGENDER = "Prevention Package for Transgender People and their Sexual Partners";
    private static final String SEX_WORKERS =
            "Prevention Package for Sex Workers, their Clients and Other Sexual Partners";
    private static final String TESTING = "Differentiated HIV Testing Services";

    private static final Map<String, String> OF = Map.of(
            "KP-1d", DRUGS,
            "KP-4", DRUGS,
            "KP-5", DRUGS,
            "KP-6a", MEN,
            "KP-6b", TRANSGENDER,
            "KP-6c", SEX_WORKERS,
            "KP-6d", DRUGS,
            "KP-8", DRUGS,
            "HTS-3d", TESTING);

    private Modules() {}

    /** The module of an indicator, in the words of the handbook; empty where none is known. */
    static String of(String indicator) {
        return OF.getOrDefault(indicator, "");
    }
}
