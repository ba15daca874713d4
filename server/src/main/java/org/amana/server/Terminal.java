package org.amana.server;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/// Where a command writes: its output, its complaints, and whether a person watches.
record Terminal(PrintStream out, PrintStream err, boolean watched) {
    static Terminal ofProcess() {
        boolean watched = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new Terminal(System.out, System.err, watched);
    }
}
