package org.outreachsync.export.destination;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.outreachsync.export.destination.ChannelChoice.Dhis2;
import org.outreachsync.export.destination.ChannelChoice.Folder;
import org.outreachsync.export.destination.ChannelChoice.Pull;
import org.outreachsync.export.destination.ChannelChoice.Put;
import org.outreachsync.export.destination.ChannelChoice.Sftp;
import org.outreachsync.yaml.Yaml;

/** Reads how exports get to a recipient, and who is told. */
final class ChannelReader {

    private static final int SSH_PORT = 22;
    private static final int PORT_MAX = 65_535;
    private static final int TEXT_LENGTH_MAX = 1_024;
    private static final Set<String> KINDS = Set.of("pull", "folder", "sftp", "dhis2", "put");

    private ChannelReader() {}

    /** Reads a channel, a word or names with values; null stands for the usual one: the recipient fetches. */
    static ChannelChoice read(@Nullable Yaml channel) {
        if (channel == null) {
            return new Pull();
        }
        var kind = channel.isText() ? channel : channel.byName().get("kind");
        if (kind == null) {
            throw channel.wrong("\"kind\" is missing", KINDS);
        }
        return switch (kind.text()) {
            case "pull" -> pull(channel);
            case "folder" -> folder(members(channel, "path", "group_reads"));
            case "sftp" -> sftp(members(channel, "host", "port", "user", "folder", "host_key", "credential"));
            case "dhis2" -> dhis2(members(channel, "url", "credential", "atomic"));
            case "put" -> put(members(channel, "url", "credential"));
            default -> throw kind.wrong("there is no channel " + kind.text(), KINDS);
        };
    }

    private static ChannelChoice pull(Yaml channel) {
        if (!channel.isText()) {
            members(channel);
        }
        return new Pull();
    }

    private static ChannelChoice folder(Yaml.Entries members) {
        return new Folder(path(members.need("path")), Yaml.isSet(members.get("group_reads")));
    }

    private static ChannelChoice sftp(Yaml.Entries members) {
        var port = members.get("port");
        var folder = members.get("folder");
        return new Sftp(
                line(members.need("host")),
                port == null ? SSH_PORT : port.whole(1, PORT_MAX),
                line(members.need("user")),
                folder == null ? "" : line(folder),
                line(members.need("host_key")),
                credential(members.need("credential")));
    }

    private static ChannelChoice dhis2(Yaml.Entries members) {
        return new Dhis2(
                line(members.need("url")), credential(members.need("credential")), Yaml.isSet(members.get("atomic")));
    }

    private static ChannelChoice put(Yaml.Entries members) {
        var url = members.get("url");
        var credential = url == null ? members.need("credential") : members.get("credential");
        return new Put(url == null ? "" : line(url), credential == null ? "" : credential(credential));
    }

    private static Yaml.Entries members(Yaml channel, String... own) {
        var allowed = new ArrayList<>(List.of(own));
        allowed.add("kind");
        return channel.entries(Set.copyOf(allowed));
    }

    private static String credential(Yaml value) {
        if (!Credential.isName(value.text())) {
            throw value.wrong(Credential.NAME_FORM);
        }
        return value.text();
    }

    private static String line(Yaml value) {
        var text = value.text();
        if (text.length() > TEXT_LENGTH_MAX || text.codePoints().anyMatch(Character::isISOControl)) {
            throw value.wrong("one line of at most " + TEXT_LENGTH_MAX + " characters is expected");
        }
        return text;
    }

    /** A path that cannot leave the folder that it is below. */
    private static String path(Yaml value) {
        var text = line(value);
        int from = 0;
        while (from <= text.length()) {
            int slash = text.indexOf('/', from);
            int to = slash < 0 ? text.length() : slash;
            if (!isPlain(text.substring(from, to))) {
                throw value.wrong("a path below the folder outgoing is expected, such as ministry/monthly: names of"
                        + " letters, digits, hyphens, underscores and dots, none of which begins with a dot");
            }
            from = to + 1;
        }
        return text;
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && name.charAt(0) != '.'
                && name.chars().allMatch(one -> isLetterOrDigit(one) || one == '-' || one == '_' || one == '.');
    }

    private static boolean isLetterOrDigit(int one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9');
    }

    /** Reads the e-mail addresses of those who are told; null stands for nobody. */
    static List<String> notify(@Nullable Yaml list, int max) {
        var found = new ArrayList<String>();
        for (var item : list == null ? List.<Yaml>of() : list.items()) {
            if (found.size() == max) {
                throw item.wrong("at most " + max + " people can be told");
            }
            if (!EmailAddress.isOne(item.text())) {
                throw item.wrong("an e-mail address such as name@example.org is expected, without a name in front");
            }
            if (found.contains(item.text())) {
                throw item.wrong(item.text() + " is there twice");
            }
            found.add(item.text());
        }
        return found;
    }
}
