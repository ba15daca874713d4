package org.amana.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.Thread.State;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.durable.Disk;
import org.amana.durable.DurableFile;
import org.amana.durable.Mode;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WalTest {
    @TempDir
    Path folder;

    private final OsDisk files = new OsDisk();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private final AtomicBoolean starving = new AtomicBoolean();

    private boolean synced;
    private Path first = Path.of("");

    @BeforeEach
    void name() {
        first = folder.resolve("wal/0000000000000000.wal");
    }

    private Wal open(Disk disk) {
        return Wal.open(disk, folder.resolve("wal"), 1 << 20, TestLedger.rootKey(folder), new Salts(), 0, 0)
                .wal();
    }

    private static void append(Wal wal, long index) {
        byte[] entry = "{}".getBytes(StandardCharsets.UTF_8);
        wal.append(List.of(new Pending(index, 0, entry, SaltedOpening.NONE.encode())));
    }

    private boolean isOnDisk(Path segment) {
        return files.exists(segment) || files.exists(gone(segment));
    }

    private static Path gone(Path segment) {
        return segment.resolveSibling(segment.getFileName() + ".gone");
    }

    /// What happens before an operation on a file.
    private interface Before {
        void operation(String name, Path file) throws InterruptedException;
    }

    private Disk disk(Before before) {
        return (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (_, method, arguments) -> {
                    if (arguments[0] instanceof Path file) {
                        before.operation(method.getName(), file);
                    }
                    try {
                        return method.invoke(files, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /// Counts the bytes that are written, which reserving room does not.
    private Disk counting(AtomicLong written) {
        return through(
                Disk.class,
                files,
                (operation, arguments, result) -> result instanceof DurableFile file
                        ? through(DurableFile.class, file, (inside, given, answer) -> {
                            if (inside.equals("write") && given[0] instanceof ByteBuffer bytes) {
                                written.addAndGet(bytes.position());
                            }
                            return answer;
                        })
                        : result);
    }

    private interface After {
        @Nullable
        Object operation(String name, Object[] arguments, @Nullable Object result);
    }

    private static <T> T through(Class<T> type, T real, After after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    try {
                        return after.operation(method.getName(), arguments, method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private Disk waitingBefore(String operation, Path at) {
        return disk((name, file) -> {
            if (name.equals(operation) && file.equals(at)) {
                reached.countDown();
                goOn.await();
            }
        });
    }

    private <T> FutureTask<T> whileOneDrops(Wal wal, Callable<T> other) throws Exception {
        Thread dropping = Thread.ofPlatform().start(() -> wal.drop(1));
        reached.await();
        FutureTask<T> task = new FutureTask<>(other);
        Thread second = Thread.ofPlatform().start(task);
        Set<State> waitingOrOver = EnumSet.of(State.WAITING, State.TERMINATED);
        while (!waitingOrOver.contains(second.getState())) {
            Thread.sleep(1);
        }
        goOn.countDown();
        dropping.join();
        return task;
    }

    /// Who shreds a subject drops what the publisher is dropping already.
    @Test
    void whoDropsSecondReturnsOnceTheSegmentIsGoneToo() throws Exception {
        try (Wal wal = open(waitingBefore("delete", gone(first)))) {
            append(wal, 0);
            wal.retire();
            FutureTask<Boolean> left = whileOneDrops(wal, () -> {
                wal.drop(1);
                return isOnDisk(first);
            });
            assertThat(left.get()).isFalse();
        }
    }

    @Test
    void whoHoldsTheSegmentsWaitsForThoseOnTheirWayOut() throws Exception {
        try (Wal wal = open(waitingBefore("delete", gone(first)))) {
            append(wal, 0);
            wal.retire();
            FutureTask<Boolean> left = whileOneDrops(wal, () -> {
                wal.hold(true);
                return isOnDisk(first);
            });
            assertThat(left.get()).isFalse();
        }
    }

    @Test
    void appendingGoesOnWhileASegmentLosesItsName() throws Exception {
        try (Wal wal = open(waitingBefore("rename", first))) {
            append(wal, 0);
            wal.retire();
            Thread dropping = Thread.ofPlatform().start(() -> wal.drop(1));
            reached.await();
            FutureTask<Boolean> appending = new FutureTask<>(() -> append(wal, 1), true);
            Thread.ofPlatform().start(appending);
            try {
                assertThat(appending).succeedsWithin(Duration.ofSeconds(20));
            } finally {
                goOn.countDown();
            }
            dropping.join();
            assertThat(isOnDisk(first)).isFalse();
            assertThat(wal.durable()).hasSize(1);
        }
    }

    @Test
    void whatFailedToGoIsTakenAlongByTheNextWhoDrops() {
        int[] failures = {1};
        Disk disk = disk((name, file) -> {
            if (name.equals("delete") && file.equals(gone(first)) && failures[0]-- > 0) {
                throw new AmanaException(ErrorCode.DISK_FAILED, file + ": cannot delete");
            }
        });
        try (Wal wal = open(disk)) {
            append(wal, 0);
            wal.retire();
            assertThatThrownBy(() -> wal.drop(1)).hasMessageContaining("cannot delete");
            assertThat(isOnDisk(first)).isTrue();
            wal.drop(1);
            assertThat(isOnDisk(first)).isFalse();
        }
    }

    /// The name of a segment without entries is that of the one that follows.
    @Test
    void anEmptySegmentIsNotDroppedButReplaced() {
        try (Wal wal = open(files)) {
            append(wal, 0);
        }
        long length = files.size(first);
        try (DurableFile file = files.open(first, Mode.WRITE)) {
            file.truncate(WalSegment.PAGE);
            file.sync();
        }
        try (Wal wal = open(files)) {
            wal.drop(0);
            assertThat(files.exists(first)).isTrue();
            append(wal, 0);
            assertThat(files.size(first)).isEqualTo(length);
        }
    }

    /// A disk that has no descriptor left to sync a folder with, once.
    private Disk starvedOnce(String operation) {
        return disk((name, file) -> {
            if (name.equals(operation) && starving.getAndSet(false)) {
                throw new AmanaException(ErrorCode.DISK_FAILED, file + ": Too many open files");
            }
            synced |= name.equals(operation);
        });
    }

    @Test
    void aSegmentWhoseNameCouldNotBeMadeDurableIsBegunAgain() {
        try (Wal wal = open(starvedOnce("syncDirectory"))) {
            starving.set(true);
            assertThatThrownBy(() -> append(wal, 0)).isInstanceOf(AmanaException.class);
            append(wal, 0);
            append(wal, 1);
            assertThat(wal.durable()).extracting(LedgerCopy.Piece::file).containsExactly(first);
        }
    }

    @Test
    void aSegmentWhoseNameCouldNotBeTakenDurablyIsDroppedByTheNextWhoDrops() {
        try (Wal wal = open(starvedOnce("syncName"))) {
            append(wal, 0);
            wal.retire();
            starving.set(true);
            assertThatThrownBy(() -> wal.drop(1)).isInstanceOf(AmanaException.class);
            wal.drop(1);
            assertThat(isOnDisk(first)).isFalse();
        }
    }

    /// What a shred tells as gone must not come back with a power cut.
    @Test
    void aRemovalThatCouldNotBeMadeDurableIsMadeSoByTheNextWhoDrops() {
        try (Wal wal = open(starvedOnce("syncDirectory"))) {
            append(wal, 0);
            wal.retire();
            starving.set(true);
            assertThatThrownBy(() -> wal.drop(1)).isInstanceOf(AmanaException.class);
            synced = false;
            wal.drop(1);
            assertThat(synced).isTrue();
        }
    }

    /// Room that is only reserved costs each sync a note of the file system's; zeros cost a log that is hardly used
    /// more than they are worth.
    @Test
    void theNextSegmentHasItsZerosOnceThisOneFills() throws Exception {
        AtomicLong written = new AtomicLong();
        try (Wal wal = open(counting(written))) {
            append(wal, 0);
            assertThat(writtenBy(wal::prepare, written)).isZero();
            for (int index = 1; index < (1 << 20) / 4 / WalSegment.PAGE; index++) {
                append(wal, index);
            }
            assertThat(writtenBy(wal::prepare, written)).isEqualTo(1 << 20);
            assertThat(files.read(folder.resolve("wal/spare"))).hasSize(1 << 20).containsOnly(0);
            assertThat(writtenBy(wal::prepare, written)).isZero();
        }
    }

    private static long writtenBy(Runnable work, AtomicLong written) {
        long before = written.get();
        work.run();
        return written.get() - before;
    }
}
