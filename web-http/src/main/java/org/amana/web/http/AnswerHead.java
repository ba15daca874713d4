package org.amana.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Status and headers of an answer while they are put together, for exchanges that keep them back instead of sending
/// them to a client. For one thread.
public final class AnswerHead {
    private final List<Header> headers = new ArrayList<>();
    private int status = 200;
    private String reason = "";

    public void status(int number, String phrase) {
        status = number;
        reason = phrase;
    }

    /// Sets a header in exactly this case, in place of any of that name.
    public void set(String name, String value) {
        headers.removeIf(header -> header.is(name));
        add(name, value);
    }

    /// Adds a header beside any of that name.
    public void add(String name, String value) {
        headers.add(new Header(name, value));
    }

    /// Forgets everything.
    public void clear() {
        headers.clear();
        status(200, "");
    }

    /// 200 until another was set.
    public int status() {
        return status;
    }

    /// "" until one was set.
    public String reason() {
        return reason;
    }

    /// In the order in which they were added.
    public List<Header> headers() {
        return List.copyOf(headers);
    }

    /// The first header of that name.
    public Optional<String> header(String name) {
        return Header.values(headers, name).findFirst();
    }
}
