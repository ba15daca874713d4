package org.amana.ledger;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.verifier.Entry;
import org.amana.verifier.Hash;
import org.amana.verifier.TreeHasher;
import org.jspecify.annotations.Nullable;

/// An entry from the moment it has an index until tiles have taken it in. On a busy server thousands of them live for a
/// second, which is what the garbage collector copies: so the names are kept in one array.
final class Pending implements Ledger.Appending {
    private enum State {
        WAITING,
        DURABLE,
        FAILED
    }

    private final long index;
    private final long time;
    private final byte[] entry;
    private final byte[] names;
    private volatile State state = State.WAITING; // changed by the appending thread alone
    private volatile @Nullable Thread waiter; // the one thread that awaits it, if it does by now
    private @Nullable Throwable failure; // written before the state says FAILED
    private volatile @Nullable Hash leafHash; // computed by whoever needs it first; the same for all

    /// @param time Unix seconds, as the entry says
    /// @param entry its canonical bytes, not to be changed afterwards
    /// @param names what opens it, as [SaltedOpening#encode] writes it; not to be changed either
    Pending(long index, long time, byte[] entry, byte[] names) {
        this.index = index;
        this.time = time;
        this.entry = entry;
        this.names = names;
    }

    /// An entry that was read back from the write-ahead file, and is therefore durable.
    static Pending replayed(long index, byte[] entry, SaltedOpening opening) {
        Pending pending = new Pending(index, Entry.parse(entry).seconds(), entry, opening.encode());
        pending.durable();
        return pending;
    }

    long index() {
        return index;
    }

    long time() {
        return time;
    }

    /// The canonical bytes; not to be changed.
    byte[] entry() {
        return entry;
    }

    /// What opens it, as [SaltedOpening#encode] writes it; not to be changed.
    byte[] names() {
        return names;
    }

    SaltedOpening opening() {
        return SaltedOpening.decode(ByteBuffer.wrap(names));
    }

    /// Whether its opening names the subject.
    boolean tellsOf(Subject subject) {
        return opening()
                .opening()
                .value(subject.kind().label())
                .filter(subject.name()::equals)
                .isPresent();
    }

    Hash leafHash() {
        Hash hash = leafHash;
        if (hash == null) {
            hash = new TreeHasher().leaf(entry);
            leafHash = hash;
        }
        return hash;
    }

    /// It is on disk.
    void durable() {
        state = State.DURABLE;
        wake();
    }

    /// It will never be: there is no such entry. Nothing happens if it is durable already.
    void fail(Throwable reason) {
        if (state != State.WAITING) {
            return;
        }
        failure = reason;
        state = State.FAILED;
        wake();
    }

    private void wake() {
        Thread waiting = waiter;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    @Override
    public Receipt await() {
        Hash hash = leafHash(); // while the disk works
        waiter = Thread.currentThread();
        boolean interrupted = false;
        while (state == State.WAITING) {
            LockSupport.park(this);
            interrupted |=
                    Thread.interrupted(); // else park would not wait; what is on its way to disk cannot be called back
        }
        waiter = null; // who may be gone long before this is published
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (state == State.FAILED) {
            throw failed();
        }
        return new Receipt(index, hash);
    }

    private AmanaException failed() {
        if (failure instanceof Error error) {
            throw error;
        }
        return new AmanaException(
                ErrorCode.LEDGER_UNAVAILABLE,
                "the ledger cannot be written, so nothing can be answered"
                        + (failure == null ? "" : ": " + failure.getMessage()),
                failure == null ? new IllegalStateException() : failure);
    }
}
