package org.amana.kernel;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/// Threads for work that can wait: where they and those that answer requests want the same core, they get about a tenth
/// of it. They are platform threads, as the system shares out cores among those alone: a virtual thread that computes
/// keeps its carrier until it is done.
///
/// Java's own thread priorities do nothing on Linux unless the JVM belongs to root; making oneself less important
/// needs no right at all.
public final class Background {
    /// Steps of `nice(2)`, each worth a quarter of the share.
    private static final int STEPS_BACK = 10;

    private Background() {}

    /// A daemon thread that steps back before it begins to work. Threads that it starts are as modest.
    public static Thread unstarted(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().unstarted(() -> {
            stepBack();
            work.run();
        });
    }

    /// `nice(2)`, which on Linux is about the calling thread alone. Does nothing on other systems, or where the JVM
    /// may not call C.
    @SuppressWarnings("restricted") // one call that can only make this thread less important
    private static void stepBack() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return; // elsewhere it would be about the whole process
        }
        try {
            Linker linker = Linker.nativeLinker();
            Optional<MemorySegment> nice = linker.defaultLookup().find("nice");
            if (nice.isPresent()) {
                MethodHandle call = linker.downcallHandle(
                        nice.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
                int _ = (int) call.invokeExact(STEPS_BACK);
            }
        } catch (Error e) {
            throw e;
        } catch (Throwable _) {
            // Then it competes like any other.
        }
    }
}
