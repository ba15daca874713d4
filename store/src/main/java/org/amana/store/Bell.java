package org.amana.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.amana.kernel.AmanaException;
import org.amana.kernel.Threads;

/// Tells listeners that something was committed. It is rung from inside a change, when nothing can be seen of it yet;
/// the listeners are called when it can. Many rings in a row may come to one call.
public final class Bell implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Bell.class.getName());

    private final Catalog catalog;
    private final Semaphore rung = new Semaphore(0);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closing;

    /// @param thread what its thread is called
    public Bell(Catalog catalog, String thread) {
        this.catalog = catalog;
        this.thread = Thread.ofPlatform().name(thread).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Calls `listener` on the bell's thread; it must return at once.
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /// May be called on the catalog's writer thread.
    public void ring() {
        rung.release();
    }

    private void run() {
        try {
            while (!closing) {
                rung.acquire();
                rung.drainPermits();
                tell();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        try {
            // An empty change comes after the one that rang, in the writer's order.
            catalog.commit(_ -> true);
        } catch (AmanaException e) {
            LOG.log(System.Logger.Level.DEBUG, "waking up although the catalog does not commit: {0}", e.message());
        }
        if (!closing) {
            listeners.forEach(Runnable::run);
        }
    }

    @Override
    public void close() {
        closing = true;
        rung.release();
        Threads.awaitEnd(thread);
    }
}
