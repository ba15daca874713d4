package org.amana.analysis;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Finds out which fence works on this machine by trying, because a program that is installed need not be permitted.
final class SandboxProbe {
    private static final int SECONDS = 10;

    private SandboxProbe() {}

    /// The strongest that works of those not stronger than `wanted`.
    static Sandbox probe(WorkerCommand command) {
        for (Sandbox sandbox : List.of(Sandbox.BWRAP, Sandbox.RLIMIT)) {
            if (sandbox.compareTo(command.sandbox()) >= 0
                    && works(command.within(sandbox).probe())) {
                return sandbox;
            }
        }
        return Sandbox.NONE;
    }

    private static boolean works(List<String> line) {
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
