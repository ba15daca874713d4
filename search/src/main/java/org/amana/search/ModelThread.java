package org.amana.search;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amana.kernel.AmanaException;
import org.amana.policy.PrincipalId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that the model runs on, so that it never takes more than one core. Questions go before the
/// passages of the index, and those that were asked last are remembered with their points. The model is loaded when
/// the first work comes and unloaded when none came for a while, because loaded it takes more memory than the rest
/// of an idle server.
///
/// Safe for use by many threads.
final class ModelThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelThread.class);
    private static final int MOST_QUESTIONS = 64;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /// Work that can wait: one small step each time.
    interface Background {
        /// Does a step of about 20 ms with the model; nothing if there is nothing to do. After a failure that does not
        /// pass by itself the next step has a model that was loaded anew.
        void step(Embedding model);

        /// True if [#step] would find something to do, so that loading the model is worth it.
        boolean hasWork();
    }

    /// What became of a question.
    static final class Reply {
        private final Meaning meaning;
        private final float @Nullable [] vector;

        private Reply(Meaning meaning, float @Nullable [] vector) {
            this.meaning = meaning;
            this.vector = vector;
        }

        static Reply of(float[] vector) {
            return new Reply(Meaning.USED, vector);
        }

        static Reply without(Meaning why) {
            return new Reply(why, null);
        }

        Meaning meaning() {
            return meaning;
        }

        /// Present if [#meaning] is [Meaning#USED].
        Optional<float[]> point() {
            return Optional.ofNullable(vector);
        }
    }

    private record Question(String text, CompletableFuture<float[]> answer) {}

    private enum State {
        UNLOADED,
        LOADED,
        BROKEN,
        CLOSED
    }

    private final Background background;
    private final Duration idle;
    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>(MOST_QUESTIONS);
    private final RecentPoints recent = new RecentPoints();
    private final Thread thread;
    private volatile State state = State.UNLOADED;

    /// Beside the state, which the thread sets too: it may be loading the model while this is closed.
    private volatile boolean closing;

    /// The thread's own.
    private @Nullable Embedding model;

    private long lastWork = System.nanoTime();

    /// @param idle without work for so long, the model is unloaded
    ModelThread(Background background, Duration idle) {
        this.background = background;
        this.idle = idle;
        this.thread = Thread.ofPlatform().name("search-model").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// The point of a question, if the model finds it within `patience`. One that it finds later is kept: who asks
    /// again has it.
    Reply ask(PrincipalId asker, String text, Duration patience) {
        State before = state;
        if (before == State.BROKEN || before == State.CLOSED) {
            return Reply.without(Meaning.ABSENT);
        }
        Optional<CompletableFuture<float[]>> point = recent.of(asker, text, () -> enqueue(text));
        if (point.isEmpty()) {
            return Reply.without(Meaning.LATE);
        }
        try {
            return Reply.of(point.get().get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return Reply.without(before == State.LOADED ? Meaning.LATE : Meaning.LOADING);
        } catch (ExecutionException _) {
            return Reply.without(Meaning.ABSENT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Reply.without(Meaning.LATE);
        }
    }

    /// Absent if too many wait already.
    private Optional<CompletableFuture<float[]>> enqueue(String text) {
        Question question = new Question(text, new CompletableFuture<>());
        return questions.offer(question) ? Optional.of(question.answer()) : Optional.empty();
    }

    boolean isLoaded() {
        return state == State.LOADED;
    }

    private void run() {
        try {
            while (!closing && state != State.BROKEN) {
                workOn();
            }
        } catch (InterruptedException _) {
            LOG.debug("the model's thread ends");
        } finally {
            unload(state == State.BROKEN ? State.BROKEN : State.CLOSED);
            refuseWaiting();
        }
    }

    /// Whatever fails must not end the thread that answers questions.
    private void workOn() throws InterruptedException {
        try {
            work();
        } catch (RuntimeException e) {
            if (closing) {
                return; // interrupted in the middle of it; the passage has its turn after the next start
            }
            LOG.warn("the model's thread failed, and goes on", e);
            Thread.sleep(PAUSE);
        }
    }

    private void work() throws InterruptedException {
        boolean pending = background.hasWork();
        Question question = pending ? questions.poll() : questions.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        if (question != null) {
            answer(question);
        } else if (pending) {
            stepInBackground();
        } else if (model != null && System.nanoTime() - lastWork > idle.toNanos()) {
            unload(State.UNLOADED);
        }
    }

    private void stepInBackground() {
        Embedding loaded = loaded();
        if (loaded == null) {
            return;
        }
        try {
            background.step(loaded);
        } catch (RuntimeException e) {
            if (!Intake.isPassing(e)) {
                unload(State.UNLOADED); // it may be the model's
            }
            throw e;
        }
        lastWork = System.nanoTime();
    }

    private void answer(Question question) {
        Embedding loaded = loaded();
        if (loaded == null) {
            question.answer().completeExceptionally(new IllegalStateException("no model"));
            return;
        }
        try {
            question.answer().complete(loaded.embed(question.text()));
        } catch (AmanaException e) {
            question.answer().completeExceptionally(e);
        } catch (RuntimeException e) {
            LOG.warn("the model failed, and is loaded anew with the next question", e);
            question.answer().completeExceptionally(e);
            unload(State.UNLOADED);
        }
        lastWork = System.nanoTime();
    }

    /// The model, loaded if it was not; null, once and for all, if it cannot be.
    private @Nullable Embedding loaded() {
        if (model == null) {
            try {
                model = Embedding.load();
                state = State.LOADED;
                lastWork = System.nanoTime();
            } catch (AmanaException e) {
                LOG.warn("search by meaning is off: {}", e.message());
                state = State.BROKEN;
            }
        }
        return model;
    }

    private void unload(State next) {
        Embedding loaded = model;
        model = null;
        state = next;
        if (loaded != null) {
            loaded.close();
        }
    }

    private void refuseWaiting() {
        for (Question question = questions.poll(); question != null; question = questions.poll()) {
            question.answer().completeExceptionally(new IllegalStateException("no model"));
        }
    }

    @Override
    public void close() {
        closing = true;
        state = State.CLOSED;
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
