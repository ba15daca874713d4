package org.amana.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.amana.durable.Disk;
import org.amana.durable.DurableFile;
import org.amana.durable.OsDisk;
import org.amana.kernel.AmanaException;
import org.amana.testkit.Seeds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {
    @TempDir
    private Path folder;

    private final AtomicInteger opened = new AtomicInteger();
    private final Set<Object> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch slowIsAwaited = new CountDownLatch(1);
    private final CountDownLatch slowMayBeOpened = new CountDownLatch(1);
    private final Disk disk = watched(new OsDisk());

    @BeforeEach
    void files() throws Exception {
        for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "slow")) {
            Files.writeString(path(name), name);
        }
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    /// Knows what is open, and takes its time with the file `slow`.
    private Disk watched(Disk disk) {
        return proxy(Disk.class, disk, (method, arguments, result) -> {
            if (!method.equals("open")) {
                return result;
            }
            opened.incrementAndGet();
            Object one = new Object();
            open.add(one);
            if (arguments[0].equals(path("slow"))) {
                slowIsAwaited.countDown();
                slowMayBeOpened.await();
            }
            return proxy(DurableFile.class, result, (of, _, got) -> {
                if (of.equals("close")) {
                    open.remove(one);
                }
                return got;
            });
        });
    }

    private interface Afterwards {
        Object then(String method, Object[] arguments, Object result) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Object real, Afterwards afterwards) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    try {
                        return afterwards.then(method.getName(), arguments, method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static String read(OpenFiles.Handle handle) {
        ByteBuffer content = ByteBuffer.allocate(10);
        int length = handle.file().read(content, 0);
        return new String(content.array(), 0, length, java.nio.charset.StandardCharsets.US_ASCII);
    }

    private void use(OpenFiles files, String name) {
        try (OpenFiles.Handle handle = files.use(path(name))) {
            assertThat(read(handle)).isEqualTo(name);
        }
    }

    @Test
    void aFileThatIsSlowToOpenKeepsNobodyFromAnother() throws Exception {
        try (OpenFiles files = new OpenFiles(disk, 2);
                ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            OpenFiles.Handle held = files.use(path("a"));
            Future<?> first = others.submit(() -> use(files, "slow"));
            slowIsAwaited.await();
            Future<?> second = others.submit(() -> use(files, "slow"));
            Future<?> reader = others.submit(() -> {
                held.close();
                use(files, "a");
                use(files, "b");
                use(files, "c");
                files.forget(path("b"));
            });
            try {
                reader.get(30, TimeUnit.SECONDS);
            } finally {
                slowMayBeOpened.countDown();
            }
            first.get();
            second.get();
            assertThat(opened).hasValue(4); // slow once
        }
        assertThat(open).isEmpty();
    }

    @Test
    void theOneUsedLeastLatelyIsClosedForAnother() {
        try (OpenFiles files = new OpenFiles(disk, 3)) {
            use(files, "a");
            use(files, "b");
            use(files, "c");
            use(files, "a");
            assertThat(opened).hasValue(3);
            use(files, "d");
            assertThat(open).hasSize(3);
            use(files, "a");
            use(files, "c");
            use(files, "d");
            assertThat(opened).hasValue(4);
            use(files, "b");
            assertThat(opened).hasValue(5);
        }
        assertThat(open).isEmpty();
    }

    @Test
    void whatIsInUseStaysOpenHoweverMuchElseIsAskedFor() {
        try (OpenFiles files = new OpenFiles(disk, 1)) {
            OpenFiles.Handle first = files.use(path("a"));
            OpenFiles.Handle second = files.use(path("b"));
            use(files, "c");
            assertThat(read(first)).isEqualTo("a");
            assertThat(read(second)).isEqualTo("b");
            first.close();
            second.close();
            use(files, "d");
            assertThat(open).hasSize(1);
        }
        assertThat(open).isEmpty();
    }

    @Test
    void whatIsForgottenIsClosedByItsLastUser() {
        try (OpenFiles files = new OpenFiles(disk, 8)) {
            use(files, "b");
            OpenFiles.Handle first = files.use(path("a"));
            OpenFiles.Handle second = files.use(path("a"));
            files.forget(path("a"));
            files.forget(path("b"));
            assertThat(open).hasSize(1);
            use(files, "a"); // another one
            first.close();
            assertThat(read(second)).isEqualTo("a");
            second.close();
            assertThat(open).hasSize(1);
        }
        assertThat(open).isEmpty();
    }

    @Test
    void aFileThatCannotBeOpenedIsTriedAgain() throws Exception {
        try (OpenFiles files = new OpenFiles(disk, 1)) {
            assertThatThrownBy(() -> files.use(path("late"))).isInstanceOf(AmanaException.class);
            use(files, "a");
            Files.writeString(path("late"), "late");
            use(files, "late");
            assertThat(open).hasSize(1);
        }
        assertThat(open).isEmpty();
    }

    @Test
    void nobodyReadsFromAFileThatWasClosedUnderItAndNoneStaysOpen() throws Exception {
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g");
        try (OpenFiles files = new OpenFiles(disk, 3);
                ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                RandomGenerator random = Seeds.random(i);
                all.add(threads.submit(() -> {
                    for (int n = 0; n < 4_000; n++) {
                        use(files, names.get(random.nextInt(names.size())));
                        if (random.nextInt(20) == 0) {
                            files.forget(path(names.get(random.nextInt(names.size()))));
                        }
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
            use(files, "a");
            assertThat(open).hasSizeLessThanOrEqualTo(9);
        }
        assertThat(open).isEmpty();
    }
}
