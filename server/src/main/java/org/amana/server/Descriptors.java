package org.amana.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.amana.web.http.HttpConfig;

/// The files and connections that this process may have open at once. Connections take no more of them than leaves the
/// store enough: a store that cannot open its files serves nobody.
final class Descriptors {
    /// How many listeners there may be: console, blobs with and without TLS, static websites.
    private static final int LISTENERS = 4;

    /// For the files of the store, catalog and index, and for connections to others.
    private static final long ROOM = 4_096;

    private Descriptors() {}

    /// These with as many connections as this process can bear.
    static HttpConfig within(HttpConfig config) {
        UnixOperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
        return system == null
                ? config
                : config.crowdedAt(
                        connections(system.getMaxFileDescriptorCount(), config.connections()),
                        config.crowdedIdleTimeout());
    }

    /// How many connections each listener may have.
    ///
    /// @param descriptors what the process may have open; not positive if there is no limit
    /// @param most        the answer where there are enough
    static int connections(long descriptors, int most) {
        if (descriptors <= 0) {
            return most;
        }
        long left = descriptors - Math.min(descriptors / 2, ROOM);
        return Math.clamp(left / LISTENERS, 1, most);
    }
}
