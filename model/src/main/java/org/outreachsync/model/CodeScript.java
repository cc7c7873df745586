package org.outreachsync.model;

/** The script in which a programme writes the letters of its client codes. */
public enum CodeScript {
    /** Russian, Kyrgyz, Kazakh, Tajik, Uzbek and their neighbours. */
    CYRILLIC(
            "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ" + "ҢӨҮ" + "ӘҒҚҰҺІ" + "ӢӮҲҶ" + "Ў" + "ЄЇҐҖ",
            Character.UnicodeScript.CYRILLIC),
    /** English, Uzbek, Turkmen, Azerbaijani, the newer Kazakh. */
    LATIN("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "ƏŞÇĞÖÜŇÝŽÄÑŊÁÓÚÍĒŪ", Character.UnicodeScript.LATIN);

    private static final int UZBEK_APOSTROPHE = 0x2BB;

    private final String alphabet;
    private final Character.UnicodeScript script;

    CodeScript(String alphabet, Character.UnicodeScript script) {
        this.alphabet = alphabet;
        this.script = script;
    }

    /** The capitals used in names. They are never replaced by each other, however similar they look. */
    public String alphabet() {
        return alphabet;
    }

    /** Whether a letter is one of this script. The apostrophe of Uzbek counts as Latin. */
    boolean has(int letter) {
        return Character.UnicodeScript.of(letter) == script || (this == LATIN && letter == UZBEK_APOSTROPHE);
    }
}
