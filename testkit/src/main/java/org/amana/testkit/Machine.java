package org.amana.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The machine that something was measured on: a figure without it says little.
public final class Machine {
    private Machine() {}

    /// For example `2 cores (AMD EPYC), Linux 6.18.44, Java 25.0.3+9-LTS.`
    public static String words() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
        return Runtime.getRuntime().availableProcessors() + " cores (" + processor + "), "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", Java "
                + Runtime.version() + ".";
    }
}
