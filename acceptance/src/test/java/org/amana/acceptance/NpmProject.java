package org.amana.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amana.testkit.Command;
import org.amana.testkit.StartedServer;

/// A `package.json` of `src/test/NAME` with the scripts beside it, and its packages as npm has them. It stays
/// in `target`, so that the next run has them already.
record NpmProject(Path folder) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static NpmProject of(String name) throws IOException {
        Path source = StartedServer.home().resolve("acceptance/src/test").resolve(name);
        Path folder = StartedServer.home().resolve("acceptance/target/npm").resolve(name);
        Files.createDirectories(folder);
        try (var files = Files.newDirectoryStream(source)) {
            for (Path file : files) {
                Files.write(folder.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
        System.out.println("fetching what " + source.resolve("package.json") + " names from npm");
        Command.fetch(
                        PATIENCE,
                        Map.of(),
                        folder,
                        List.of("npm", "install", "--no-audit", "--no-fund", "--loglevel=error"))
                .expectSuccess();
        return new NpmProject(folder);
    }

    /// A file of a package, such as `@azure-tools/azcopy-linux/dist/bin/azcopy_linux_amd64`.
    Path module(String path) {
        return folder.resolve("node_modules").resolve(path);
    }

    /// Runs a script of this project, which says "ok" when all of it went as it should.
    void expectOk(String script, Map<String, String> environment) {
        String output = Command.run(PATIENCE, environment, folder, List.of("node", "--no-warnings", script))
                .expectSuccess()
                .output();
        if (!output.lines().toList().contains("ok")) {
            throw new AssertionError(script + " ended without ok:\n" + output);
        }
    }
}
