package org.amana.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A load from `wrk`, a generator that takes little of the two cores it shares with the server.
///
/// @param origin  scheme, host and port
/// @param script  one of our Lua scripts, `get` or `put`
/// @param clients connections kept open, each with one request under way
record Load(String origin, String script, List<String> arguments, int clients, Duration duration) {
    private static final int THREADS = 2;

    /// What a run came to. Latencies are in microseconds.
    record Result(long requests, double seconds, long bytes, long p50, long p99, long p999, long max, long failed) {
        double perSecond() {
            return requests / seconds;
        }
    }

    /// @throws IllegalStateException when any request failed: a rate of failures is no rate
    Result run() {
        try {
            Path lua = Files.createTempFile("load", ".lua");
            Files.writeString(lua, resource(script + ".lua") + resource("done.lua"));
            List<String> line = new ArrayList<>(List.of(
                    "wrk",
                    "-t" + Math.min(THREADS, clients),
                    "-c" + clients,
                    "-d" + duration.toSeconds() + "s",
                    "--timeout",
                    "30s",
                    "-s",
                    lua.toString(),
                    origin,
                    "--"));
            line.addAll(arguments);
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            Files.delete(lua);
            Result result = parse(output, status);
            if (result.failed() > 0) {
                throw new IllegalStateException(
                        result.failed() + " of " + result.requests() + " requests failed:\n" + output);
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Result parse(String output, int status) throws IOException {
        String line = output.lines()
                .filter(text -> text.startsWith("RESULT "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk ended with " + status + ":\n" + output));
        JsonNode json = new ObjectMapper().readTree(line.substring("RESULT ".length()));
        return new Result(
                json.get("requests").asLong(),
                json.get("micros").asLong() / 1e6,
                json.get("bytes").asLong(),
                json.get("p50").asLong(),
                json.get("p99").asLong(),
                json.get("p999").asLong(),
                json.get("max").asLong(),
                json.get("failed").asLong());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Load.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
