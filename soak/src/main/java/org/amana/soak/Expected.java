package org.amana.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.amana.web.http.Header;

/// What an answer must be, as far as a model can tell before it comes.
final class Expected {
    private static final String METADATA = "x-ms-meta-";

    private final int status;
    private final String code;
    private final Map<String, Optional<String>> headers = new LinkedHashMap<>();
    private final Map<String, Function<String, Optional<String>>> lessons = new LinkedHashMap<>();
    private final List<Function<DirectExchange.Answer, Optional<String>>> checks = new ArrayList<>();

    private Expected(int status, String code) {
        this.status = status;
        this.code = code;
    }

    static Expected of(int status) {
        return new Expected(status, "");
    }

    static Expected of(Unmet unmet) {
        return new Expected(unmet.status(), unmet.code());
    }

    /// A header that must be there just so.
    Expected with(String name, String value) {
        headers.put(name, Optional.of(value));
        return this;
    }

    /// Headers that must be just so, or absent where the value is empty.
    Expected with(Map<String, Optional<String>> all) {
        headers.putAll(all);
        return this;
    }

    Expected with(String name, Optional<String> value) {
        headers.put(name, value);
        return this;
    }

    /// A header that the server may choose; whoever learns it says what is wrong with it.
    Expected learning(String name, Function<String, Optional<String>> lesson) {
        lessons.put(name, lesson);
        return this;
    }

    /// Metadata: all of it and no more. Names are compared without their case.
    Expected metadata(Map<String, String> metadata) {
        Map<String, String> wanted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        wanted.putAll(metadata);
        return check(answer -> {
            Map<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (Header header : answer.headers()) {
                if (header.name().regionMatches(true, 0, METADATA, 0, METADATA.length())) {
                    found.put(header.name().substring(METADATA.length()), header.value());
                }
            }
            return found.equals(wanted)
                    ? Optional.empty()
                    : Optional.of("metadata should be " + wanted + ", is " + found);
        });
    }

    Expected body(byte[] bytes) {
        return check(answer -> Arrays.equals(answer.body(), bytes)
                ? Optional.empty()
                : Optional.of("the body's " + answer.body().length + " bytes differ from the " + bytes.length
                        + " expected, first at " + Arrays.mismatch(answer.body(), bytes)));
    }

    Expected check(Function<DirectExchange.Answer, Optional<String>> check) {
        checks.add(check);
        return this;
    }

    /// How the answer differs; on the way, what the server chose is learned.
    Optional<String> differenceOf(DirectExchange.Answer answer) {
        if (answer.status() != status || !answer.code().equals(code)) {
            return Optional.of("should be answered " + status + " " + code + ", was " + answer.status() + " "
                    + answer.code() + (answer.status() >= 400 ? ": " + answer.text() : ""));
        }
        if (answer.header("x-ms-request-id").isEmpty()
                || answer.header("x-ms-version").isEmpty()) {
            return Optional.of("x-ms-request-id or x-ms-version is missing");
        }
        for (Map.Entry<String, Optional<String>> header : headers.entrySet()) {
            Optional<String> found = answer.header(header.getKey());
            if (!found.equals(header.getValue())) {
                return Optional.of(header.getKey() + " should be " + header.getValue() + ", is " + found);
            }
        }
        for (Map.Entry<String, Function<String, Optional<String>>> lesson : lessons.entrySet()) {
            Optional<String> wrong = answer.header(lesson.getKey())
                    .map(lesson.getValue())
                    .orElseGet(() -> Optional.of(lesson.getKey() + " is missing"));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return checks.stream()
                .map(check -> check.apply(answer))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public String toString() {
        return (status + " " + code).strip();
    }
}
