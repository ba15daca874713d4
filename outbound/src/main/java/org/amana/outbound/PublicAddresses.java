package org.amana.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/// Resolves a name to those of its addresses that may be reached. The client connects to what this answers and asks
/// nobody else, so a name that changes its addresses in between gains nothing.
final class PublicAddresses implements DnsResolver {
    private final Networks networks;
    private final Lookup lookup;

    /// Asks the system, or in tests somebody else.
    @FunctionalInterface
    interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    PublicAddresses(Networks networks, Lookup lookup) {
        this.networks = networks;
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] reachable =
                Arrays.stream(lookup.all(host)).filter(networks::mayReach).toArray(InetAddress[]::new);
        if (reachable.length == 0) {
            throw new UnknownHostException(host);
        }
        return reachable;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
