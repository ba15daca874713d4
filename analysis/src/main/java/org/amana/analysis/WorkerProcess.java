package org.amana.analysis;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One worker process. Used by one thread at a time, the one that started it, which must live as long as the process
/// does (bubblewrap dies with the thread that started it). After any failure it is not [#usable] any more.
final class WorkerProcess implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private static final int KEPT_OF_STDERR = 4 << 10;
    private static final Duration UNTIL_READY = Duration.ofSeconds(60);
    private static final Duration UNTIL_GONE = Duration.ofSeconds(5);

    private final Process process;
    private final DataOutputStream out;
    private final ReplyReader replies;
    private final ScheduledExecutorService watchdog;
    /// Guarded by itself.
    private final StringBuilder stderr = new StringBuilder();

    private Engines engines = new Engines(List.of(), List.of());
    private int served;
    private int requests;
    private boolean broken;
    private volatile boolean late;

    private WorkerProcess(Process process, ScheduledExecutorService watchdog) {
        this.process = process;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER));
        this.replies = new ReplyReader(new BufferedInputStream(process.getInputStream(), BUFFER));
        this.watchdog = watchdog;
    }

    /// Writes the bytes of a file.
    @FunctionalInterface
    interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Starts a worker and waits until it is ready.
    ///
    /// @param watchdog kills what is late; must be able to run while this thread waits
    /// @param patience by how much every deadline is lengthened, for slow machines
    /// @throws WorkerRefusal if it does not come up
    static WorkerProcess start(
            WorkerCommand command,
            Path temporary,
            WorkerLimits limits,
            ScheduledExecutorService watchdog,
            double patience)
            throws WorkerRefusal {
        WorkerProcess worker = new WorkerProcess(launch(command.line(temporary)), watchdog);
        // Reading a pipe holds the thread that it runs on: as a virtual one it would take a carrier from all requests.
        Thread.ofPlatform().daemon().name("worker-stderr").start(worker::drain);
        try {
            worker.call(
                    Op.HELLO,
                    limits.encode(),
                    scaled(UNTIL_READY, patience),
                    (type, payload) -> worker.engines = worker.expect(SectionType.ENGINES, type, payload));
            return worker;
        } catch (WorkerRefusal e) {
            worker.close();
            throw new WorkerRefusal(Reason.of(Reason.Kind.NO_WORKER, e.reason().sentence() + worker.lastWords()), true);
        }
    }

    static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }

    private static Process launch(List<String> line) throws WorkerRefusal {
        try {
            ProcessBuilder builder = new ProcessBuilder(line);
            builder.environment().clear();
            builder.environment().putAll(WorkerCommand.environment());
            return builder.start();
        } catch (IOException e) {
            throw new WorkerRefusal(Reason.of(Reason.Kind.NO_WORKER, String.valueOf(e.getMessage())), true);
        }
    }

    Engines engines() {
        return engines;
    }

    /// Files opened so far.
    int served() {
        return served;
    }

    boolean usable() {
        return !broken && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /// Hands a file over. It stays open until the next.
    ///
    /// @param name what people call it
    /// @param length exactly how many bytes `source` writes
    void open(String name, long length, Source source, Duration deadline) throws WorkerRefusal, SourceFailed {
        served++;
        byte[] nameBytes = cut(name).getBytes(StandardCharsets.UTF_8);
        Counted counted = new Counted(length);
        exchange(
                Op.OPEN,
                4L + nameBytes.length + length,
                deadline,
                (_, _) -> {
                    throw new MalformedReplyException("nothing is answered to OPEN");
                },
                pipe -> {
                    pipe.writeInt(nameBytes.length);
                    pipe.write(nameBytes);
                    counted.copy(source, pipe);
                });
    }

    /// Asks for something and takes the sections of the answer as they come.
    void call(Op op, byte[] payload, Duration deadline, Sections sections) throws WorkerRefusal {
        try {
            exchange(op, payload.length, deadline, sections, pipe -> pipe.write(payload));
        } catch (SourceFailed e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void to(DataOutputStream pipe) throws IOException;
    }

    private void exchange(Op op, long length, Duration deadline, Sections sections, Writing writing)
            throws WorkerRefusal, SourceFailed {
        int id = ++requests;
        ScheduledFuture<?> alarm =
                watchdog.schedule(this::killLate, Math.max(1, deadline.toMillis()), TimeUnit.MILLISECONDS);
        boolean sound = false;
        try {
            out.writeInt(WorkerFrames.REQUEST_MAGIC);
            out.writeInt(id);
            out.writeByte(op.code());
            out.writeByte(0);
            out.writeInt((int) length);
            writing.to(out);
            out.flush();
            replies.read(id, sections);
            sound = true;
        } catch (WorkerRefusal e) {
            sound = !e.workerLost();
            throw e;
        } catch (SourceFailed e) {
            throw e;
        } catch (MalformedReplyException e) {
            throw new WorkerRefusal(Reason.of(Reason.Kind.NONSENSE, String.valueOf(e.getMessage())), true);
        } catch (IOException _) {
            throw gone(deadline);
        } finally {
            alarm.cancel(false);
            broken |= !sound;
        }
    }

    /// Ends it by force; whoever waits for an answer finds it gone. May be called from any thread.
    void kill() {
        // Without a fence, what it has started does not die with it.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void killLate() {
        late = true;
        kill();
    }

    private WorkerRefusal gone(Duration deadline) {
        Reason reason =
                late ? Reason.of(Reason.Kind.LATE, Math.max(1, deadline.toSeconds())) : Reason.of(Reason.Kind.DIED);
        return new WorkerRefusal(reason, true);
    }

    private Engines expect(SectionType expected, SectionType found, byte[] payload) throws MalformedReplyException {
        if (expected != found) {
            throw new MalformedReplyException(found + " instead of " + expected);
        }
        return Engines.decode(payload);
    }

    /// The end of what it printed, for whoever looks into a failure.
    String lastWords() {
        String words;
        synchronized (stderr) {
            words = PlainText.line(stderr.toString());
        }
        return words.isEmpty() ? "" : " [" + words + "]";
    }

    private void drain() {
        byte[] buffer = new byte[1024];
        try (InputStream in = process.getErrorStream()) {
            while (true) {
                int count = in.read(buffer);
                if (count < 0) {
                    return;
                }
                keep(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        } catch (IOException _) {
            // The process is gone, and with it what it had to say.
            return;
        }
    }

    private void keep(String words) {
        synchronized (stderr) {
            stderr.append(words);
            if (stderr.length() > KEPT_OF_STDERR) {
                stderr.delete(0, stderr.length() - KEPT_OF_STDERR);
            }
        }
    }

    private static String cut(String name) {
        return name.length() <= 1024 ? name : name.substring(0, 1024);
    }

    /// Ends the process: politely by closing its input, then by force.
    @Override
    public void close() {
        broken = true;
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // It was gone already.
            kill();
        }
        try {
            if (late || !process.waitFor(UNTIL_GONE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException _) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /// The bytes for the worker could not be read: not the worker's fault, but it waits for the rest in vain.
    static final class SourceFailed extends IOException {
        private static final long serialVersionUID = 1;

        SourceFailed(Exception cause) {
            super(cause);
        }
    }

    /// Makes sure that exactly as many bytes go over the pipe as were announced, and tells a failing source from a
    /// failing pipe.
    private static final class Counted extends OutputStream {
        private long left;
        private @Nullable IOException pipeFailure;
        private @Nullable OutputStream pipe;

        Counted(long length) {
            this.left = length;
        }

        void copy(Source source, OutputStream target) throws IOException {
            pipe = target;
            try {
                source.writeTo(this);
                if (left != 0) {
                    throw new IOException("the file is " + left + " bytes shorter than announced");
                }
            } catch (IOException | RuntimeException e) {
                throw pipeFailure != null ? pipeFailure : new SourceFailed(e);
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            OutputStream target = pipe;
            if (length > left || target == null) {
                throw new IOException("the file is longer than announced");
            }
            left -= length;
            try {
                target.write(bytes, offset, length);
            } catch (IOException e) {
                pipeFailure = e;
                throw e;
            }
        }
    }
}
