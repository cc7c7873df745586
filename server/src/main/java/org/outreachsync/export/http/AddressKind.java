package org.outreachsync.export.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** What an address belongs to. */
enum AddressKind {
    /** The internet. */
    PUBLIC,
    /** This machine or its network: loopback, private, unique local, or shared behind a carrier's NAT. */
    PRIVATE,
    /** Nothing that a recipient can have: link-local with the metadata services of clouds, multicast, reserved. */
    NEVER;

    /** An address and how many of its first bits count. */
    private record Block(byte[] network, int bits) {

        static Block of(String text) {
            int slash = text.indexOf('/');
            try {
                // A literal is not looked up.
                return new Block(
                        InetAddress.getByName(text.substring(0, slash)).getAddress(),
                        Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException impossible) {
                throw new IllegalArgumentException(impossible);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> PRIVATE_BLOCKS = blocks(
            "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

    /** The registries of special addresses of IANA, and three addresses at which clouds answer to their guests. */
    private static final List<Block> NEVER_BLOCKS = blocks(
            "0.0.0.0/8",
            "100.100.100.200/32",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "::/128",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fd00:ec2::254/128",
            "fe80::/9",
            "ff00::/8");

    /** Networks whose addresses hold one of IPv4, and at which byte. */
    private static final Block MAPPED = Block.of("::/80");

    private static final Block NAT64 = Block.of("64:ff9b::/96");
    private static final Block SIX_TO_FOUR = Block.of("2002::/16");
    private static final int LAST_FOUR = 12;
    private static final int AFTER_PREFIX = 2;
    private static final int V4_BYTES = 4;

    private static List<Block> blocks(String... texts) {
        return Arrays.stream(texts).map(Block::of).toList();
    }

    static AddressKind of(InetAddress address) {
        return address instanceof Inet4Address ? ofBytes(address.getAddress()) : ofV6(address.getAddress());
    }

    private static AddressKind ofV6(byte[] address) {
        var itself = ofBytes(address);
        if (itself != PUBLIC) {
            return itself;
        } else if (MAPPED.holds(address) || NAT64.holds(address)) {
            return ofBytes(Arrays.copyOfRange(address, LAST_FOUR, LAST_FOUR + V4_BYTES));
        } else if (SIX_TO_FOUR.holds(address)) {
            return ofBytes(Arrays.copyOfRange(address, AFTER_PREFIX, AFTER_PREFIX + V4_BYTES));
        }
        return PUBLIC;
    }

    private static AddressKind ofBytes(byte[] address) {
        if (NEVER_BLOCKS.stream().anyMatch(block -> block.holds(address))) {
            return NEVER;
        }
        return PRIVATE_BLOCKS.stream().anyMatch(block -> block.holds(address)) ? PRIVATE : PUBLIC;
    }
}
