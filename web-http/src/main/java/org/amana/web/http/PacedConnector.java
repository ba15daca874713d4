package org.amana.web.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/// Accepts connections and once a second cuts off the clients that do not keep up, and, when no more connections are
/// taken, those that have nothing to say.
class PacedConnector extends ServerConnector {
    private final HttpConfig config;

    PacedConnector(Server server, HttpConfig config, ConnectionFactory... protocols) {
        super(server, protocols);
        this.config = config;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        scheduleSweep();
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        PacedEndPoint endPoint = new PacedEndPoint(channel, selector, key, getScheduler(), new Pace(config));
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    private void scheduleSweep() {
        getScheduler().schedule(this::sweep, 1, TimeUnit.SECONDS);
    }

    /// Whatever goes wrong, the next one comes.
    private void sweep() {
        try {
            cutOffTheSlow(System.nanoTime());
        } finally {
            if (isRunning()) {
                scheduleSweep();
            }
        }
    }

    private void cutOffTheSlow(long now) {
        Collection<EndPoint> connected = getConnectedEndPoints();
        boolean crowded = connected.size() >= config.connections();
        for (EndPoint endPoint : connected) {
            if (endPoint instanceof PacedEndPoint paced) {
                paced.verdict(now).ifPresent(reason -> paced.close(new TimeoutException(reason)));
                if (crowded && paced.restsFor(config.crowdedIdleTimeout())) {
                    paced.close(new TimeoutException("others wait for the connection"));
                }
            }
        }
    }

    /// A socket that tells its [Pace] of every byte. Where it carries several requests at a time, each of them has a
    /// pace of its own beside.
    static final class PacedEndPoint extends SocketChannelEndPoint {
        private final SelectionKey key;
        private final Pace pace;
        private final Set<Pace> streams = ConcurrentHashMap.newKeySet();

        PacedEndPoint(
                SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler, Pace pace) {
            super(channel, selector, key, scheduler);
            this.key = key;
            this.pace = pace;
        }

        /// The socket under a connection, encrypted or not.
        static PacedEndPoint of(Connection connection) {
            EndPoint endPoint = connection.getEndPoint();
            while (endPoint instanceof EndPoint.Wrapper wrapper) {
                endPoint = wrapper.unwrap();
            }
            return (PacedEndPoint) endPoint;
        }

        Pace pace() {
            return pace;
        }

        /// The pace of one of several requests, until it is [#leave left].
        Pace join(HttpConfig config) {
            pace.share();
            Pace stream = Pace.ofStream(config);
            streams.add(stream);
            return stream;
        }

        void leave(Pace stream) {
            streams.remove(stream);
        }

        Optional<String> verdict(long now) {
            return Stream.concat(Stream.of(pace), streams.stream())
                    .flatMap(each -> each.verdict(now).stream())
                    .findFirst();
        }

        /// Whether no request is under way, and for so long nothing came or went.
        boolean restsFor(Duration time) {
            return pace.rests() && streams.isEmpty() && getIdleFor() > time.toMillis();
        }

        /// On the selector's thread: what has come waits from now on for one of ours.
        @Override
        public Runnable onSelected() {
            if (key.isValid() && key.isReadable()) {
                pace.arrived();
            }
            return super.onSelected();
        }

        @Override
        public int fill(ByteBuffer buffer) throws IOException {
            int filled = super.fill(buffer);
            pace.taken();
            if (filled > 0) {
                pace.moved(filled);
            }
            return filled;
        }

        @Override
        public boolean flush(ByteBuffer... buffers) throws IOException {
            long before = remaining(buffers);
            boolean all = super.flush(buffers);
            pace.moved(before - remaining(buffers));
            return all;
        }

        private static long remaining(ByteBuffer... buffers) {
            long sum = 0;
            for (ByteBuffer buffer : buffers) {
                sum += buffer.remaining();
            }
            return sum;
        }
    }
}
