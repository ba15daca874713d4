package org.amana.web.blob;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Tells in the server's log that clients are refused what they may have, for want of room or because
/// something must wait: a line every few seconds however many are refused, since on a full disk the log
/// would fill what is left. Safe for many threads.
final class RefusalLog {
    private static final System.Logger LOG = System.getLogger(RefusalLog.class.getName());
    private static final long PAUSE = Duration.ofSeconds(5).toNanos();

    private final AtomicLong next = new AtomicLong(System.nanoTime()); // not before this is another line written
    private final AtomicLong untold = new AtomicLong();

    /// Whether a failure is an answer that a server gives in the course of things.
    static boolean isExpected(AmanaException failure) {
        return failure.code().category() == ErrorCode.Category.FULL
                || failure.code().category() == ErrorCode.Category.UNAVAILABLE;
    }

    /// @param operation such as `Put Blob`
    /// @return whether a line was written
    boolean tell(String operation, AmanaException failure) {
        long now = System.nanoTime();
        long from = next.get();
        if (now - from < 0 || !next.compareAndSet(from, now + PAUSE)) {
            untold.incrementAndGet();
            return false;
        }
        long others = untold.getAndSet(0);
        LOG.log(
                System.Logger.Level.WARNING,
                operation + " was refused: " + failure.message()
                        + (others > 0 ? "; so were " + others + " before" : ""));
        return true;
    }
}
