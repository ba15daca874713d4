package org.amana.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.amana.durable.SyncThreads;

/// A bounded queue from many threads to one that takes whatever has gathered, which is what makes groups: the longer
/// the last group took, the larger the next one is. Waiting threads are parked and cannot be interrupted.
final class GroupQueue<T> {
    private final long capacity;
    private final ToLongFunction<T> weight;

    private final ReentrantLock lock = new ReentrantLock(); // guards all below
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private long weighs;
    private boolean closed;

    /// @param capacity the weight at which callers have to wait; a single item may weigh more
    GroupQueue(long capacity, ToLongFunction<T> weight) {
        this.capacity = capacity;
        this.weight = weight;
    }

    /// Adds an item, waiting while the queue is full.
    ///
    /// @return false if the queue is closed, and the item not taken
    boolean put(T item) {
        lock.lock();
        try {
            while (weighs >= capacity && !closed) {
                notFull.awaitUninterruptibly();
            }
            if (closed) {
                return false;
            }
            items.add(item);
            weighs += weight.applyAsLong(item);
            if (items.size() == 1) {
                notEmpty.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Takes what is there, at most `most` items, waiting for the first.
    ///
    /// @return nothing only when the queue is closed and drained
    List<T> take(int most) {
        awaitItem();
        SyncThreads.letOthersJoin();
        lock.lock();
        try {
            List<T> group = new ArrayList<>(Math.min(most, items.size()));
            while (group.size() < most && !items.isEmpty()) {
                T item = items.remove();
                weighs -= weight.applyAsLong(item);
                group.add(item);
            }
            notFull.signalAll();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void awaitItem() {
        lock.lock();
        try {
            while (items.isEmpty() && !closed) {
                notEmpty.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes no more items; those inside can still be taken out.
    void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
