package org.amana.web.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.CredentialId;
import org.amana.policy.Sessions;
import org.amana.web.console.Job.End;
import org.amana.web.console.Job.Halt;
import org.amana.web.console.Job.Task;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Markup;

/// The long work that is under way, each on a thread of its own, and what came of it for an hour after it began. It is
/// known to the session that asked for it. In memory: of work that a stopped server broke off the entries tell.
///
/// Bounded; of what is over the oldest is forgotten first. Safe for many threads.
final class Jobs implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Jobs.class.getName());

    private static final int MOST_AT_ONCE = 16;
    private static final int MOST_OF_A_SESSION = 4;
    private static final int MOST_KEPT = 100;
    private static final Duration KEPT = Duration.ofHours(1);

    /// So long a file that work is at may last when the server stops.
    private static final Duration LAST_FILE = Duration.ofSeconds(5);

    private final Sessions sessions;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, Job> jobs = new LinkedHashMap<>(); // guarded by this; the oldest first
    private boolean closed; // guarded by this

    Jobs(Sessions sessions, InstantSource clock, RandomGenerator random) {
        this.sessions = sessions;
        this.clock = clock;
        this.random = random;
    }

    /// Begins work in the name of who asks.
    ///
    /// @throws AmanaException `SERVER_BUSY` while too much is under way
    Job begin(Errand asking, Task task) {
        Job job = add(asking, task);
        Errand errand = asking.another();
        Thread.ofVirtual().name("console work " + job.id()).start(() -> run(job, errand));
        return job;
    }

    private synchronized Job add(Errand asking, Task task) {
        Instant now = clock.instant();
        jobs.values()
                .removeIf(
                        job -> job.end().isPresent() && now.isAfter(job.begun().plus(KEPT)));
        List<Job> running =
                jobs.values().stream().filter(job -> job.end().isEmpty()).toList();
        CredentialId session = asking.credential().id();
        long own = running.stream().filter(job -> isOf(session, job)).count();
        if (closed || running.size() >= MOST_AT_ONCE || own >= MOST_OF_A_SESSION) {
            throw new AmanaException(
                    ErrorCode.SERVER_BUSY, running.size() + " pieces of work are under way, " + own + " of them here");
        }
        String token = asking.member().token();
        Job job = new Job(
                String.format(Locale.ROOT, "%016x", random.nextLong()),
                task,
                asking.member(),
                () -> sessions.find(token).isPresent(),
                now);
        jobs.put(job.id(), job);
        dropOldest();
        return job;
    }

    private void dropOldest() {
        List<Job> over =
                jobs.values().stream().filter(job -> job.end().isPresent()).toList();
        for (Job job : over.subList(0, Math.clamp(jobs.size() - MOST_KEPT, 0, over.size()))) {
            jobs.remove(job.id());
        }
    }

    private static void run(Job job, Errand errand) {
        int done = 0;
        try {
            done = job.task().deed().of(errand, job);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "console failure " + job.id(), e);
            errand.tell(
                    Mark.REFUSE,
                    errand.say("failure.internal"),
                    List.of(Markup.text(errand.say("failure.internal.then", job.id()))));
        } finally {
            job.ended(new End(done, errand.outcome()));
        }
    }

    /// What a session began under that id, if it is still known.
    synchronized Optional<Job> find(CredentialId session, String id) {
        return Optional.ofNullable(jobs.get(id)).filter(job -> isOf(session, job));
    }

    /// What a session began and has not seen the end of.
    synchronized List<Job> unseen(CredentialId session) {
        return jobs.values().stream()
                .filter(job -> isOf(session, job) && !job.isSeen())
                .toList();
    }

    /// Its end was told where it was asked for.
    synchronized void forget(Job job) {
        jobs.remove(job.id());
    }

    private static boolean isOf(CredentialId session, Job job) {
        return job.owner().credential().id().equals(session);
    }

    /// Lets each end with the file that it is at, and waits for that.
    @Override
    public void close() {
        List<Job> last;
        synchronized (this) {
            closed = true;
            last = List.copyOf(jobs.values());
        }
        last.forEach(job -> job.halt(Halt.SERVER_STOPS));
        last.forEach(job -> job.await(LAST_FILE));
    }
}
