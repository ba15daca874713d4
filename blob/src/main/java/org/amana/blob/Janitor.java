package org.amana.blob;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.amana.kernel.Rounds;
import org.amana.policy.Action;
import org.amana.policy.Caller;
import org.amana.policy.Gate;

/// Does in the background what need not be done at once: collects blocks that nobody committed, does what is due at
/// blobs, works off what deleted containers and dropped blocks left behind, and sees to it that a destroyed key is gone
/// from the catalog's files. One thread; what fails does not hold up the rest, and is tried again with the next round.
public final class Janitor implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Janitor.class.getName());
    private static final int STAGINGS_A_ROUND = 100;

    private final BlobParts parts;
    private final BlobConfig config;
    private final Housekeeping housekeeping;
    private final DeadlineRound deadlines;
    private final ContainerRound containers;
    private final RowsToWorkOff rows;
    private final Rounds rounds;

    Janitor(BlobParts parts, BlobConfig config, Gate gate, Function<AccountName, Optional<Caller>> housekeeper) {
        this.parts = parts;
        this.config = config;
        this.housekeeping = new Housekeeping(parts, gate, housekeeper);
        this.deadlines = new DeadlineRound(parts, housekeeping);
        this.containers = new ContainerRound(parts, housekeeping);
        this.rows = new RowsToWorkOff(parts);
        this.rounds = new Rounds("blob-janitor", config.upkeepEvery(), this::round);
    }

    void start() {
        rounds.start();
    }

    /// Does everything there is to do now. For tests and for the owner's tools; the thread does it by itself.
    public void round() {
        Apart.isDone("collecting blocks that nobody committed", this::collectUncommitted);
        Apart.isDone("doing what is due at blobs", this::meetDeadlines);
        Apart.isDone("destroying the keys of deleted containers", containers::destroyThoseWhoseTimeIsOver);
        Apart.isDone("telling of containers that are back", this::tellOfReturned);
        Apart.isDone("clearing away what was deleted", this::clearAway);
    }

    private void meetDeadlines() {
        while (!rounds.isClosing() && deadlines.round()) {
            // A hundred at a time.
        }
    }

    private void tellOfReturned() {
        while (!rounds.isClosing() && containers.tellOfReturned()) {
            // Batch by batch.
        }
    }

    private void clearAway() {
        boolean keyDestroyed = parts.catalog()
                .read(reader -> reader.first(
                        "SELECT id FROM container WHERE deleted IS NOT NULL AND wrapped_key IS NULL LIMIT 1",
                        row -> true))
                .isPresent();
        if (keyDestroyed && !parts.catalog().checkpoint()) {
            return; // A query kept the old pages: the rows stay as a reminder, and the next round tries again.
        }
        Clearing begun = clearing();
        while (!rounds.isClosing() && rows.workOffBatch()) {
            // Batch by batch, so that others get their turn.
        }
        if (!begun.isDone()) {
            tell(begun, clearing());
        }
    }

    private Clearing clearing() {
        return parts.catalog().read(ClearingRows::all);
    }

    private static void tell(Clearing begun, Clearing now) {
        if (now.isDone()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0} blobs of {1} deleted containers are cleared away",
                    begun.blobs(),
                    begun.containers());
        } else {
            LOG.log(
                    System.Logger.Level.INFO,
                    "{0} of {1} blobs of deleted containers are cleared away; the rest follows",
                    now.cleared(),
                    now.blobs());
        }
    }

    private void collectUncommitted() {
        Instant until = parts.now().minus(config.uncommittedLife());
        record Old(String account, String container, Staging staging) {}
        List<Old> old = parts.catalog()
                .read(reader -> reader.list(
                        "SELECT a.name AS account, c.name AS container, c.id AS container_id, "
                                + StagingRows.columns("s")
                                + " FROM staging s JOIN container c ON c.id = s.container_id JOIN account a ON a.id = c.account_id"
                                + " WHERE s.modified < ? AND c.deleted IS NULL ORDER BY s.modified LIMIT "
                                + STAGINGS_A_ROUND,
                        row -> new Old(
                                row.text("account"),
                                row.text("container"),
                                StagingRows.read(row.number("container_id"), row)),
                        until));
        for (Old it : old) {
            BlobName name = it.staging().name();
            Apart.isDone(
                    "collecting the blocks of blob " + name,
                    () -> collect(ContainerRef.of(it.account(), it.container()), name, until));
        }
    }

    private void collect(ContainerRef container, BlobName name, Instant until) {
        BlobRef ref = new BlobRef(container, name, Snapshot.NONE);
        housekeeping.pass(ref, Action.DELETE, new CollectStagingPlan(parts, ref, until));
    }

    /// Finishes the batch at hand and stops.
    @Override
    public void close() {
        rounds.close();
    }
}
