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
import org.outreachsync.yaml.Mistakes;
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
            case "folder" -> folder(channel);
            case "sftp" -> sftp(channel);
            case "dhis2" -> dhis2(channel);
            case "put" -> put(channel);
            default -> throw kind.wrong("there is no channel " + kind.text(), KINDS);
        };
    }

    private static ChannelChoice pull(Yaml channel) {
        var mistakes = new Mistakes();
        if (!channel.isText()) {
            members(channel, mistakes);
        }
        mistakes.throwIfAny();
        return new Pull();
    }

    private static ChannelChoice folder(Yaml channel) {
        var mistakes = new Mistakes();
        var members = members(channel, mistakes, "path", "group_reads");
        var path = mistakes.read(() -> path(members.need("path")));
        var groupReads = mistakes.read(() -> Yaml.isSet(members.get("group_reads")));
        mistakes.throwIfAny();
        return new Folder(path.get(), groupReads.get());
    }

    private static ChannelChoice sftp(Yaml channel) {
        var mistakes = new Mistakes();
        var members = members(channel, mistakes, "host", "port", "user", "folder", "host_key", "credential");
        var host = mistakes.read(() -> line(members.need("host")));
        var port = mistakes.read(() -> port(members.get("port")));
        var user = mistakes.read(() -> line(members.need("user")));
        var folder = mistakes.read(() -> lineOrNothing(members.get("folder")));
        var hostKey = mistakes.read(() -> line(members.need("host_key")));
        var credential = mistakes.read(() -> credential(members.need("credential")));
        mistakes.throwIfAny();
        return new Sftp(host.get(), port.get(), user.get(), folder.get(), hostKey.get(), credential.get());
    }

    private static ChannelChoice dhis2(Yaml channel) {
        var mistakes = new Mistakes();
        var members = members(channel, mistakes, "url", "credential", "atomic");
        var url = mistakes.read(() -> line(members.need("url")));
        var credential = mistakes.read(() -> credential(members.need("credential")));
        var isAtomic = mistakes.read(() -> Yaml.isSet(members.get("atomic")));
        mistakes.throwIfAny();
        return new Dhis2(url.get(), credential.get(), isAtomic.get());
    }

    private static ChannelChoice put(Yaml channel) {
        var mistakes = new Mistakes();
        var members = members(channel, mistakes, "url", "credential");
        var url = mistakes.read(() -> lineOrNothing(members.get("url")));
        var credential = mistakes.read(
                () -> members.has("url") && !members.has("credential") ? "" : credential(members.need("credential")));
        mistakes.throwIfAny();
        return new Put(url.get(), credential.get());
    }

    private static Yaml.Entries members(Yaml channel, Mistakes mistakes, String... own) {
        var allowed = new ArrayList<>(List.of(own));
        allowed.add("kind");
        return channel.entries(Set.copyOf(allowed), mistakes);
    }

    private static int port(@Nullable Yaml value) {
        return value == null ? SSH_PORT : value.whole(1, PORT_MAX);
    }

    private static String lineOrNothing(@Nullable Yaml value) {
        return value == null ? "" : line(value);
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
        var items = list == null ? List.<Yaml>of() : list.items();
        if (items.size() > max) {
            throw items.get(max).wrong("at most " + max + " people can be told");
        }
        var found = new ArrayList<String>();
        var mistakes = new Mistakes();
        items.forEach(item -> mistakes.check(() -> found.add(address(item, found))));
        mistakes.throwIfAny();
        return found;
    }

    private static String address(Yaml item, List<String> found) {
        if (!EmailAddress.isOne(item.text())) {
            throw item.wrong("an e-mail address such as name@example.org is expected, without a name in front");
        }
        if (found.contains(item.text())) {
            throw item.wrong(item.text() + " is there twice");
        }
        return item.text();
    }
}
