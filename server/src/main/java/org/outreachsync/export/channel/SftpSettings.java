package org.outreachsync.export.channel;

/**
 * A folder of an SFTP server.
 *
 * @param host its name or address
 * @param port its port
 * @param user who this server logs in as
 * @param folder where files are put; empty for the folder in which a login begins
 * @param hostKey the server's key
 * @param login the user's credentials
 */
public record SftpSettings(String host, int port, String user, String folder, HostKey hostKey, SftpLogin login) {

    private static final int PORT_MAX = 65_535;
    private static final int TEXT_LENGTH_MAX = 1_024;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a text is too long or has control characters, or the port is impossible
     */
    public SftpSettings {
        if (host.isBlank() || user.isBlank() || port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("SFTP needs a host, a user and a port from 1 to " + PORT_MAX + ".");
        }
        for (var text : new String[] {host, user, folder}) {
            if (text.length() > TEXT_LENGTH_MAX || text.codePoints().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("Host, user and folder have at most " + TEXT_LENGTH_MAX
                        + " characters, and no control characters.");
            }
        }
    }

    /** The path of a file. */
    String path(String name) {
        return folder.isEmpty() || folder.endsWith("/") ? folder + name : folder + "/" + name;
    }
}
