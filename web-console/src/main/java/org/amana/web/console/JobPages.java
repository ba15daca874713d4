package org.amana.web.console;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.web.console.Job.End;
import org.amana.web.console.Job.Halt;
import org.amana.web.console.Job.Task;
import org.amana.web.console.Request.Form;
import org.amana.web.console.view.Crumb;
import org.amana.web.console.view.JobView;
import org.amana.web.console.view.Numbers;
import org.amana.web.console.view.Page.Section;

/// Long work as a browser meets it. What is done in a moment is answered as any form is; what lasts has a page that
/// says how far it is, which can be left and come back to, and on which it can be stopped.
final class JobPages {
    /// Before that the time that is left is a guess.
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private static final int SPOKEN_STEP = 10;

    private final Jobs jobs;
    private final BrowsePage browse;
    private final Duration patience;
    private final InstantSource clock;

    /// @param clock as the work's own
    JobPages(Jobs jobs, BrowsePage browse, ConsoleConfig config, InstantSource clock) {
        this.jobs = jobs;
        this.browse = browse;
        this.patience = config.patience();
        this.clock = clock;
    }

    static Address address(Job job) {
        return Address.of("/work").segment(job.id());
    }

    /// Has it done. Where it was done to no file, the level it was asked for is this very answer: nothing has changed,
    /// and the form may be sent again.
    Answer answer(Visit visit, Task task) {
        Job job = jobs.begin(visit, task);
        Optional<End> end = job.await(patience);
        if (end.isEmpty()) {
            return Answer.to(address(job));
        }
        jobs.forget(job);
        visit.carry(end.get().outcome());
        return end.get().done() == 0
                ? browse.unchanged(visit, task.level())
                : Answer.to(after(job, end.get()).address());
    }

    private static Level after(Job job, End end) {
        return job.task().after().apply(end.done());
    }

    /// How far it is, or what came of it.
    Answer show(Visit visit, List<String> parts) {
        Job job = job(visit, parts);
        Optional<End> end = job.end();
        if (end.isPresent() && visit.exchange().header("HX-Request").isPresent()) {
            // The part of the page that asks is no more: the whole page tells what came of it.
            return Answer.bytes(
                    200,
                    new byte[0],
                    Map.of("HX-Refresh", "true", "Cache-Control", "no-store", "Content-Type", "text/html"));
        }
        end.ifPresent(one -> {
            job.seen();
            visit.carry(one.outcome());
        });
        String title = job.task().title(visit);
        return Answer.page(
                "job",
                end.isPresent() ? title : percent(job, 1) + " \u00b7 " + title,
                Section.FILES,
                end.isPresent() ? over(visit, job, end.get()) : running(visit, job));
    }

    /// Lets it end with the file that it is at.
    Answer stop(Visit visit, List<String> parts, Form form) {
        Job job = job(visit, parts);
        job.halt(Halt.STOPPED);
        job.await(patience);
        return Answer.to(address(job));
    }

    private Job job(Visit visit, List<String> parts) {
        return jobs.find(visit.credential().id(), parts.getFirst())
                .orElseThrow(() -> new NotThere(visit.say("job.gone"), "/containers", visit.say("containers.all")));
    }

    private JobView running(Visit visit, Job job) {
        return new JobView(
                crumbs(visit, job.task().level()),
                job.task().title(visit),
                true,
                job.passed(),
                job.task().files(),
                visit.say("job.files", job.passed(), job.task().files()),
                left(visit, job),
                visit.say("job.spoken", job.task().title(visit), percent(job, SPOKEN_STEP)),
                address(job).toString(),
                job.task().level().here(),
                job.task().level().address().toString());
    }

    private static JobView over(Visit visit, Job job, End end) {
        Level after = after(job, end);
        return new JobView(
                crumbs(visit, after),
                job.task().title(visit),
                false,
                end.done(),
                job.task().files(),
                visit.say("job.files", end.done(), job.task().files()),
                "",
                "",
                address(job).toString(),
                after.here(),
                after.address().toString());
    }

    private static List<Crumb> crumbs(Visit visit, Level level) {
        List<Crumb> crumbs = new ArrayList<>(BrowsePage.crumbs(visit, level));
        crumbs.add(new Crumb(level.here(), level.address().toString()));
        return crumbs;
    }

    /// How far it is, rounded down to so many percent.
    private static String percent(Job job, int step) {
        int percent = 100 * job.passed() / Math.max(1, job.task().files());
        return Numbers.percent((percent - percent % step) / 100.0);
    }

    /// In minutes, from how long the others took; nothing while that cannot be told.
    private String left(Visit visit, Job job) {
        Duration since = Duration.between(job.begun(), clock.instant());
        int passed = job.passed();
        if (passed == 0 || since.compareTo(SETTLED) < 0) {
            return "";
        }
        long seconds = since.toSeconds() * (job.task().files() - passed) / passed;
        return visit.say("job.minutes", Math.round(seconds / 60.0));
    }
}
