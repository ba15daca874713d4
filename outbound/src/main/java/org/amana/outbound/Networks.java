package org.amana.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// Which addresses may be connected to: those of the public internet, and those that the operator allows beside
/// them.
///
/// What is not public is taken from IANA's registries of special addresses (RFC 6890 and what followed): this
/// machine, private and shared networks, link-local, multicast, documentation. Of IPv6 only global unicast
/// (`2000::/3`) counts as public, which leaves out loopback, unique-local, IPv4-mapped and NAT64 addresses; and of
/// that not the ways to write an IPv4 address in it (Teredo, 6to4).
///
/// @param allowed may be connected to, whatever they are
public record Networks(List<Network> allowed) {
    /// The public internet alone.
    public static final Networks PUBLIC = new Networks(List.of());

    private static final List<Network> NOT_PUBLIC_4 = parse(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final Network GLOBAL_UNICAST_6 = Network.parse("2000::/3");
    private static final List<Network> NOT_PUBLIC_6 = parse("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    public Networks {
        allowed = List.copyOf(allowed);
    }

    /// @param text networks with commas between, or ""
    /// @throws IllegalArgumentException when one of them is none
    public static Networks allowing(String text) {
        return new Networks(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Network::parse)
                .toList());
    }

    public boolean mayReach(InetAddress address) {
        return isPublic(address) || isIn(allowed, address);
    }

    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? !isIn(NOT_PUBLIC_4, address)
                : GLOBAL_UNICAST_6.contains(address) && !isIn(NOT_PUBLIC_6, address);
    }

    private static boolean isIn(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> parse(String... networks) {
        return Arrays.stream(networks).map(Network::parse).toList();
    }
}
