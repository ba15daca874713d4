package org.amana.analysis.worker;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/// Where a worker process begins. Standard input and output belong to the protocol alone; what libraries print goes to
/// standard error, which the server keeps the end of. It ends when its input does.
public final class WorkerMain {
    private WorkerMain() {}

    /// @param arguments none
    public static void main(String[] arguments) throws IOException {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        Path scratch = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        new WorkerLoop(new FileInputStream(FileDescriptor.in), out, scratch).run();
        // Not waiting for threads that a library may have left behind.
        Runtime.getRuntime().halt(0);
    }
}
