package org.amana.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.amana.kernel.Demand;
import org.amana.web.http.Exchange;
import org.amana.web.http.Failure;
import org.amana.web.http.Handler;

/// Counts the requests of clients and people as they come and go, for those who work in the background.
///
/// Safe for many threads.
final class Traffic {
    private static final Duration LOOK = Duration.ofMillis(10);

    private final LongAdder begun = new LongAdder();
    private final LongAdder answered = new LongAdder();

    /// Counts at this moment. What begins while they are taken may be counted or not.
    Demand demand() {
        long ended = answered.sum(); // first: so nothing has ended that has not begun
        return new Demand(begun.sum() - ended, ended);
    }

    /// Waits until no request is under way, and so long at most. An interrupt ends the wait, and stays set.
    ///
    /// @return how many are left
    long awaitQuiet(Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        long left = demand().underway();
        while (left > 0
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK.toNanos());
            left = demand().underway();
        }
        return left;
    }

    /// The same handler, its requests counted.
    Handler counted(Handler handler) {
        return new Handler() {
            @Override
            public void handle(Exchange exchange) throws IOException {
                begun.increment();
                try {
                    handler.handle(exchange);
                } finally {
                    answered.increment();
                }
            }

            @Override
            public void fail(Exchange exchange, Failure failure) throws IOException {
                handler.fail(exchange, failure);
            }
        };
    }
}
