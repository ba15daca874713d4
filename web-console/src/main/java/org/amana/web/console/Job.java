package org.amana.web.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.amana.web.console.Visitor.Member;
import org.jspecify.annotations.Nullable;

/// Long work that somebody asked for: how far it is, whether it is to go on, and what came of it. It goes on when
/// nobody looks, and ends with the session that asked for it. Safe for many threads; the work itself is done by one.
final class Job {
    private final String id;
    private final Task task;
    private final Member owner;
    private final BooleanSupplier sessionIsOn;
    private final Instant begun;
    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicReference<@Nullable Halt> halt = new AtomicReference<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private volatile boolean seen;

    /// What is to be done.
    ///
    /// @param words the key of what is done, as a heading, with the number of files in it
    /// @param files to how many it is to be done
    /// @param level where it was asked for
    /// @param after the level to go on from, by how many files it was done to
    record Task(String words, int files, Level level, IntFunction<Level> after, Deed deed) {
        /// What is done, in the words of who looks.
        String title(Errand looking) {
            return looking.say(words, files);
        }
    }

    /// Does it.
    @FunctionalInterface
    interface Deed {
        /// @param errand in whose name, and what is to be told of it
        /// @param job    is told of each file that is behind, and asked whether to go on
        /// @return to how many files it was done
        int of(Errand errand, Job job);
    }

    /// Why work does not go on to its next file.
    enum Halt {
        STOPPED,
        SESSION_OVER,
        SERVER_STOPS
    }

    /// What came of it.
    ///
    /// @param done to how many files it was done
    record End(int done, Outcome outcome) {}

    /// @param sessionIsOn asked before each file: what ends a session ends what goes on in its name
    Job(String id, Task task, Member owner, BooleanSupplier sessionIsOn, Instant begun) {
        this.id = id;
        this.task = task;
        this.owner = owner;
        this.sessionIsOn = sessionIsOn;
        this.begun = begun;
    }

    String id() {
        return id;
    }

    Task task() {
        return task;
    }

    Member owner() {
        return owner;
    }

    Instant begun() {
        return begun;
    }

    /// How many files are behind, whatever became of each.
    int passed() {
        return passed.get();
    }

    /// One more is.
    void pass() {
        passed.incrementAndGet();
    }

    /// Lets it do no more than the file that it is at. Who comes first says why.
    void halt(Halt reason) {
        halt.compareAndSet(null, reason);
    }

    /// Why it is not to go on; empty while it is.
    Optional<Halt> halted() {
        if (halt.get() == null && !sessionIsOn.getAsBoolean()) {
            halt(Halt.SESSION_OVER);
        }
        return Optional.ofNullable(halt.get());
    }

    void ended(End with) {
        end.complete(with);
    }

    /// What came of it; empty while it goes on.
    Optional<End> end() {
        return Optional.ofNullable(end.getNow(null));
    }

    /// The same, waited for; of no patience at all it is not asked.
    Optional<End> await(Duration patience) {
        if (patience.isZero()) {
            return Optional.empty();
        }
        try {
            return Optional.of(end.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("what work came to is completed with a value alone", e);
        }
    }

    /// Whether its owner has been shown what came of it.
    boolean isSeen() {
        return seen;
    }

    void seen() {
        seen = true;
    }
}
