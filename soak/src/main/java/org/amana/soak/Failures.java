package org.amana.soak;

import java.io.PrintWriter;
import java.io.StringWriter;

/// How failures are told in a report.
final class Failures {
    private Failures() {}

    static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
