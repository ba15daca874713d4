package org.amana.analysis;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.amana.blob.EncryptionScope;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// Carries out a claimed task, and decides what becomes of one that fails: another attempt later if the failure may
/// pass, else it is parked with a reason that a person understands.
final class TaskRunner {
    private static final System.Logger LOG = System.getLogger(TaskRunner.class.getName());
    private static final int WAIT_FACTOR = 4;

    private final Workshop shop;
    private final ExtractWork extract;
    private final OcrWork ocr;
    private final BooleanSupplier stopping;

    /// @param stopping whether workers are being stopped, so that losing one is nobody's fault
    TaskRunner(Workshop shop, ExtractWork extract, OcrWork ocr, BooleanSupplier stopping) {
        this.shop = shop;
        this.extract = extract;
        this.ocr = ocr;
        this.stopping = stopping;
    }

    /// @param first the kind that whoever asks would rather do
    /// @throws AmanaException if not even the outcome can be noted (the claim then runs out by itself), or if no
    ///     worker can be started
    void run(Claim claim, WorkerSeat seat, TaskKind first) {
        try {
            work(claim, seat, first);
        } catch (StaleClaimException _) {
            shop.queue().forget(claim);
        } catch (ParkedException e) {
            park(claim, e.reason());
        } catch (WorkerRefusal e) {
            refused(claim, e);
        } catch (WorkerProcess.SourceFailed e) {
            failed(claim, e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            failed(claim, e);
        }
    }

    private void work(Claim claim, WorkerSeat seat, TaskKind first)
            throws WorkerRefusal, StaleClaimException, ParkedException, WorkerProcess.SourceFailed {
        switch (claim.kind()) {
            case EXTRACT -> extract.carryOut(claim, seat);
            case OCR -> {
                if (ocr.carryOut(claim, seat, () -> shop.queue().othersWait(first)) == OcrWork.Outcome.UNFINISHED) {
                    shop.queue().again(claim);
                }
            }
        }
    }

    private void refused(Claim claim, WorkerRefusal refusal) {
        if (stopping.getAsBoolean()) {
            shop.queue().again(claim);
        } else if (refusal.reason().kind() == Reason.Kind.NO_WORKER) {
            // No file is to blame for that, and none is parked for it: whoever asks for the next task rests first.
            shop.queue().again(claim);
            throw new AmanaException(ErrorCode.SERVER_BUSY, refusal.reason().sentence(), refusal);
        } else if (refusal.workerLost() && claim.attempt() < shop.config().attemptsThatKill()) {
            later(claim, refusal.reason());
        } else {
            giveUp(claim, refusal.reason());
        }
    }

    private void failed(Claim claim, Throwable failure) {
        if (stopping.getAsBoolean()) {
            shop.queue().again(claim);
            return;
        }
        AmanaException known = failure instanceof AmanaException amana
                ? amana
                : new AmanaException(ErrorCode.INTERNAL, "This should not have happened: " + failure, failure);
        if (known.code() == ErrorCode.INTERNAL) {
            LOG.log(System.Logger.Level.WARNING, "task " + claim.id() + " failed", failure);
        }
        Reason reason = reason(known);
        if (mayPass(known) && claim.attempt() < shop.config().attempts()) {
            later(claim, reason);
        } else {
            giveUp(claim, reason);
        }
    }

    private static Reason reason(AmanaException failure) {
        return switch (failure.code()) {
            case ENCRYPTION_SCOPE_DISABLED ->
                Reason.of(Reason.Kind.SCOPE_DISABLED, failure.details().getOrDefault(EncryptionScope.DETAIL, ""));
            case BLOB_ARCHIVED -> Reason.of(Reason.Kind.ARCHIVED);
            default -> Reason.of(Reason.Kind.STORE, failure.message());
        };
    }

    private static boolean mayPass(AmanaException failure) {
        return switch (failure.code().category()) {
            case UNAVAILABLE, FULL, INTERNAL -> true;
            default -> false;
        };
    }

    private void later(Claim claim, Reason reason) {
        shop.queue().later(claim, wait(claim.attempt()), reason);
    }

    private Duration wait(int attempt) {
        Duration wait = shop.config().backOff();
        for (int i = 1; i < attempt; i++) {
            wait = wait.multipliedBy(WAIT_FACTOR);
        }
        return wait;
    }

    private void giveUp(Claim claim, Reason reason) {
        if (claim.kind() == TaskKind.OCR) {
            park(claim, reason);
            return;
        }
        try {
            extract.giveUp(claim, reason);
        } catch (StaleClaimException _) {
            shop.queue().forget(claim);
        }
    }

    private void park(Claim claim, Reason reason) {
        shop.catalog().commit(tx -> {
            TaskQueue.park(tx, claim, reason);
            return true;
        });
    }
}
