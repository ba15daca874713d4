package org.amana.analysis;

import java.util.List;
import java.util.Map;
import org.amana.blob.BlobRef;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.Plan;

/// What machines find in blobs. A blob's own commit puts a task in the queue, workers in processes of
/// their own carry tasks out, and what they find is kept encrypted under the container's key, tied to the very version
/// that was read.
///
/// What was found is content: the methods that answer it are plans, to be run by `Gate.pass` like any reading of the
/// blob (service `document` or `vision`, action `read`). Safe for any number of threads.
///
/// A `part` names something inside a blob, `1` or `2/3`; the empty string is the blob itself.
///
/// In this build the tasks are not carried out yet: worker processes, queue and shelf are here, what drives them is
/// not.
/// Whoever asks for what was found is told so.
public final class Analysis implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Analysis.class.getName());
    private static final String NOT_YET = "analysis is not driven in this build yet";

    private Analysis() {}

    public static Analysis open() {
        return new Analysis();
    }

    /// Begins to work off the queue. Workers are started with the first task and stopped when there is none for a
    /// while.
    public void start() {
        LOG.log(System.Logger.Level.WARNING, "files are kept but not read: " + NOT_YET);
    }

    /// Stops; tasks that run are taken up again at the next start.
    @Override
    public void close() {}

    /// How far workers are fenced in on this machine.
    public Sandbox sandbox() {
        return Sandbox.NONE;
    }

    /// Tesseract's names of the languages that can be recognised, the likeliest first; empty without its data.
    public List<String> recognisable() {
        return List.of();
    }

    public Progress progress() {
        return new Progress(Map.of());
    }

    /// Tasks that were given up, the latest first, at most `most`.
    public List<Task> parked(int most) {
        return List.of();
    }

    /// Takes a parked task up again at once, its attempts counted anew. Nothing happens if it is not parked any more.
    public void retry(TaskId task) {
        LOG.log(System.Logger.Level.WARNING, "task " + task + " stays as it is: " + NOT_YET);
    }

    /// All that is known of a blob, apart from its text.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `BLOB_NOT_FOUND` if nothing is known, not even a task
    public Plan<Reading> reading(BlobRef blob) {
        return permitted -> {
            throw notYet();
        };
    }

    /// The text of all pages, in order; empty when there is none (yet).
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `BLOB_NOT_FOUND`
    public Plan<List<Page>> pages(BlobRef blob, String part) {
        return permitted -> {
            throw notYet();
        };
    }

    /// The text of one page with the place of every word.
    ///
    /// @param number from 1
    /// @throws org.amana.kernel.AmanaException (the plan) `RESOURCE_NOT_FOUND`
    public Plan<Page> page(BlobRef blob, String part, int number) {
        return permitted -> {
            throw notYet();
        };
    }

    /// A small picture of a page, neither side above 320 pixels. The first pages have one; for others there is
    /// [#pageImage].
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `RESOURCE_NOT_FOUND`
    public Plan<Picture> thumbnail(BlobRef blob, String part, int number) {
        return permitted -> {
            throw notYet();
        };
    }

    /// A picture of a page to read it by, neither side above 1,600 pixels. The first time it is drawn by a worker
    /// (an entry of its own in the ledger, under the purpose of machine reading), which takes a moment; then it is
    /// kept.
    ///
    /// @throws org.amana.kernel.AmanaException (the plan) `RESOURCE_NOT_FOUND`, `FEATURE_NOT_AVAILABLE` if it
    ///     cannot be drawn, `SERVER_BUSY` if no worker came free in time
    public Plan<Picture> pageImage(BlobRef blob, String part, int number) {
        return permitted -> {
            throw notYet();
        };
    }

    /// What search has yet to take in.
    public Outbox outbox() {
        return new EmptyOutbox();
    }

    private static AmanaException notYet() {
        return new AmanaException(ErrorCode.FEATURE_NOT_AVAILABLE, NOT_YET);
    }
}
