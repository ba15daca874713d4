package org.amana.ledger;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.durable.OsDisk;
import org.amana.kernel.ByteSize;
import org.amana.verifier.LogSource;
import org.amana.verifier.LogVerification;
import org.amana.verifier.Report;

/// Not a test: appends many entries from many clients to a ledger in a folder, then verifies them, and prints
/// figures.
///
/// `java -cp ... org.amana.ledger.LedgerMeasurement FOLDER ENTRIES CLIENTS`
final class LedgerMeasurement {
    private LedgerMeasurement() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        long entries = Long.parseLong(args[1]);
        int clients = Integer.parseInt(args[2]);
        LedgerConfig config =
                new LedgerConfig(TestLedger.ORIGIN, 0, Duration.ofMillis(500), ByteSize.ofMebibytes(16), 500_000);
        try (Ledger ledger = Ledger.open(
                new OsDisk(),
                folder.resolve("data/ledger"),
                config,
                TestLedger.rootKey(folder),
                InstantSource.system())) {
            if (ledger.size() == 1) {
                TestLedger.begin(ledger);
            }
            append(ledger, entries / 10, clients, "warm-up");
            append(ledger, entries, clients, "measured");
            printThreads();
            long start = System.nanoTime();
            ledger.publish();
            print("publish what is left: " + seconds((System.nanoTime() - start) / 1e9));
            for (int round = 0; round < 2; round++) {
                Report report = LogVerification.verify(LogSource.folder(ledger.publicFolder()), ledger.verifierKey());
                double seconds = report.took().toNanos() / 1e9;
                print("verify: " + report.verdict() + ", " + ledger.size() + " entries in " + seconds(seconds) + ", "
                        + Math.round(ledger.size() / seconds) + "/s");
            }
        }
    }

    private static void append(Ledger ledger, long entries, int clients, String name) throws Exception {
        AtomicLong left = new AtomicLong(entries);
        long cpuBefore = cpu();
        long start = System.nanoTime();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < clients; client++) {
                pool.execute(() -> {
                    for (long i = left.getAndDecrement(); i > 0; i = left.getAndDecrement()) {
                        ledger.append(TestLedger.read(), TestLedger.opening((int) i));
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        print(name + ": " + clients + " clients, " + entries + " entries in " + seconds(seconds) + ": "
                + Math.round(entries / seconds) + "/s, "
                + Math.round((cpu() - cpuBefore) / 1e2 / entries) / 10.0 + " µs of CPU each (all threads)");
    }

    private static void printThreads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            long nanos = thread == null ? 0 : threads.getThreadCpuTime(thread.getThreadId());
            if (nanos > 100_000_000 && thread != null) {
                print("  " + thread.getThreadName() + " used " + seconds(nanos / 1e9));
            }
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void print(String line) {
        System.out.println(line);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }
}
