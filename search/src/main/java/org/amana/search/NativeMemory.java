package org.amana.search;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Memory that native libraries have freed but that the C library keeps for later.
final class NativeMemory {
    private static final Logger LOG = LoggerFactory.getLogger(NativeMemory.class);

    private NativeMemory() {}

    /// Gives it back to the operating system. Does nothing where the C library is not glibc or native access is not
    /// granted.
    @SuppressWarnings("restricted") // one call without arguments that matter, and only to give memory back
    static void trim() {
        try {
            Linker linker = Linker.nativeLinker();
            Optional<MemorySegment> malloc = linker.defaultLookup().find("malloc_trim");
            if (malloc.isPresent()) {
                FunctionDescriptor shape = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG);
                MethodHandle trim = linker.downcallHandle(malloc.get(), shape);
                int released = (int) trim.invokeExact(0L);
                LOG.debug("malloc_trim: {}", released);
            }
        } catch (Throwable e) { // whatever it is, memory is only given back later
            LOG.debug("malloc_trim cannot be called", e);
        }
    }
}
