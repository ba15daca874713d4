package org.amana.analysis;

import java.nio.file.Path;
import java.time.Duration;
import org.amana.kernel.ByteSize;

/// How analysis is run.
///
/// @param workers most worker processes at once
/// @param heap Java heap of a worker
/// @param addressSpace hard limit of a worker's memory of every kind; a JVM reserves 1.2 GB before it does anything
/// @param scratch most bytes that a worker may write, into memory where the sandbox allows
/// @param idle a worker with nothing to do for so long is stopped
/// @param recycleAfter a worker is replaced after so many files
/// @param attempts how often a task is tried whose failure may pass
/// @param attemptsThatKill how often a file is tried that its worker does not survive
/// @param backOff wait before the second attempt; four times as long before each further one
/// @param stint how many times as long as opening its file took a recognition works before it makes way for others that
///     wait, so that what is opened again and again for it costs little beside the work
/// @param thumbnails how many pages of a document get a thumbnail at once
/// @param patience by how much every deadline is lengthened, for slow machines
/// @param sandbox the strongest fence to try; what works is found out by trying
/// @param workFolder where workers keep temporary files if there is no private folder for them in memory
/// @param limits how far a worker goes with one file
public record AnalysisConfig(
        int workers,
        ByteSize heap,
        ByteSize addressSpace,
        ByteSize scratch,
        Duration idle,
        int recycleAfter,
        int attempts,
        int attemptsThatKill,
        Duration backOff,
        int stint,
        int thumbnails,
        double patience,
        Sandbox sandbox,
        Path workFolder,
        WorkerLimits limits) {

    public static final AnalysisConfig DEFAULT = new AnalysisConfig(
            2,
            ByteSize.ofMebibytes(512),
            ByteSize.ofGibibytes(4),
            ByteSize.ofMebibytes(1536),
            Duration.ofSeconds(90),
            2_000,
            5,
            2,
            Duration.ofSeconds(10),
            9,
            3,
            1,
            Sandbox.BWRAP,
            Path.of("data", "work"),
            WorkerLimits.DEFAULT);

    public AnalysisConfig {
        if (workers < 1 || recycleAfter < 1 || attempts < 1 || attemptsThatKill < 1 || thumbnails < 0) {
            throw new IllegalArgumentException("analysis: workers, recycle-after and attempts are at least 1");
        }
        if (!(patience >= 0.1)) {
            throw new IllegalArgumentException("analysis.patience is at least 0.1, not " + patience);
        }
        if (idle.isNegative() || backOff.isNegative() || stint < 0) {
            throw new IllegalArgumentException("analysis: idle, back-off and stint are not negative");
        }
    }

    /// As much as this machine offers: the languages whose data Tesseract has here.
    public static AnalysisConfig ofThisMachine(Path workFolder) {
        return ofThisMachine(workFolder, WorkerLimits.DEFAULT);
    }

    /// The same within limits of somebody's choice.
    public static AnalysisConfig ofThisMachine(Path workFolder, WorkerLimits limits) {
        return DEFAULT.in(workFolder).within(TesseractData.installed().into(limits));
    }

    /// The same with another folder for temporary files.
    public AnalysisConfig in(Path folder) {
        return new AnalysisConfig(
                workers,
                heap,
                addressSpace,
                scratch,
                idle,
                recycleAfter,
                attempts,
                attemptsThatKill,
                backOff,
                stint,
                thumbnails,
                patience,
                sandbox,
                folder,
                limits);
    }

    /// The same with other limits, and as much to write on as they need.
    public AnalysisConfig within(WorkerLimits other) {
        return new AnalysisConfig(
                workers,
                heap,
                addressSpace,
                other.written().compareTo(scratch) > 0 ? other.written() : scratch,
                idle,
                recycleAfter,
                attempts,
                attemptsThatKill,
                backOff,
                stint,
                thumbnails,
                patience,
                sandbox,
                workFolder,
                other);
    }

    /// The same with every deadline so many times as long.
    public AnalysisConfig patient(double times) {
        return new AnalysisConfig(
                workers,
                heap,
                addressSpace,
                scratch,
                idle,
                recycleAfter,
                attempts,
                attemptsThatKill,
                backOff,
                stint,
                thumbnails,
                times,
                sandbox,
                workFolder,
                limits);
    }

    /// The same with another fence to try first.
    public AnalysisConfig behind(Sandbox strongest) {
        return new AnalysisConfig(
                workers,
                heap,
                addressSpace,
                scratch,
                idle,
                recycleAfter,
                attempts,
                attemptsThatKill,
                backOff,
                stint,
                thumbnails,
                patience,
                strongest,
                workFolder,
                limits);
    }

    /// The same with other stints.
    public AnalysisConfig inStintsOf(int openings) {
        return new AnalysisConfig(
                workers,
                heap,
                addressSpace,
                scratch,
                idle,
                recycleAfter,
                attempts,
                attemptsThatKill,
                backOff,
                openings,
                thumbnails,
                patience,
                sandbox,
                workFolder,
                limits);
    }
}
