package org.amana.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class BackgroundTest {
    /// The 19th field of `/proc/thread-self/stat` (proc_pid_stat(5)).
    private static int niceOfThisThread() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Integer.parseInt(afterName[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void work_that_can_wait_steps_back_and_its_own_threads_with_it_and_nobody_else() throws Exception {
        int before = niceOfThisThread();
        CompletableFuture<Integer> itself = new CompletableFuture<>();
        CompletableFuture<Integer> ofAThreadOfIts = new CompletableFuture<>();

        Thread thread = Background.unstarted("modest", () -> {
            itself.complete(niceOfThisThread());
            Thread.ofPlatform().start(() -> ofAThreadOfIts.complete(niceOfThisThread()));
        });
        assertThat(thread.getName()).isEqualTo("modest");
        assertThat(thread.isDaemon()).isTrue();
        thread.start();

        int expected = Math.min(19, before + 10);
        assertThat(itself.get()).isEqualTo(expected);
        assertThat(ofAThreadOfIts.get()).isEqualTo(expected);
        assertThat(niceOfThisThread()).isEqualTo(before);
    }
}
