package org.outreachsync.export.destination;

/** What a recipient's server knows this installation by. Prints no secrets. */
public sealed interface Credential {

    /** What a name looks like, for messages. */
    String NAME_FORM = "a name of a credential has 1 to 40 characters, each a-z, 0-9, a hyphen or an underscore";

    /** The name of the one by which the mail server knows this installation. */
    String MAIL = "mail";

    /** The longest name. */
    int NAME_LENGTH_MAX = 40;

    /** Whether a text can be the name of a credential. */
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= NAME_LENGTH_MAX
                && text.chars()
                        .allMatch(one ->
                                (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') || one == '-' || one == '_');
    }

    /** A user with a password. */
    record Basic(String user, String password) implements Credential {

        @Override
        public String toString() {
            return "Basic[]";
        }
    }

    /** A personal access token of DHIS2. */
    record Token(String token) implements Credential {

        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /** A password whose user stands elsewhere, as for SFTP. */
    record Password(String password) implements Credential {

        @Override
        public String toString() {
            return "Password[]";
        }
    }

    /** A private key as {@code ssh-keygen} writes it, without a passphrase. */
    record SshKey(String text) implements Credential {

        @Override
        public String toString() {
            return "SshKey[]";
        }
    }

    /** Presigned addresses for single files, one a line. Whoever has one can put that file. */
    record Addresses(String text) implements Credential {

        @Override
        public String toString() {
            return "Addresses[]";
        }
    }
}
