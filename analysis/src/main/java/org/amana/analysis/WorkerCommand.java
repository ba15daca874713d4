package org.amana.analysis;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.amana.kernel.ByteSize;

/// The command line of a worker: a small JVM with the server's own class path, inside as much of a sandbox as there is.
///
/// @param mainClass where the worker begins
/// @param classPath absolute paths
/// @param heap the JVM's `-Xmx`
/// @param addressSpace hard limit of the process; a JVM reserves 1.2 GB before it does anything
/// @param scratch how much a worker may write, into memory
/// @param options more for the JVM
/// @param readable further files and folders that a worker may read, such as Tesseract's data
record WorkerCommand(
        Sandbox sandbox,
        String mainClass,
        List<Path> classPath,
        ByteSize heap,
        ByteSize addressSpace,
        ByteSize scratch,
        List<Path> readable,
        List<String> options) {

    private static final int OPEN_FILES = 512;
    private static final String NOBODY = "65534";
    private static final List<String> SYSTEM_LINKS = List.of("/lib", "/lib64", "/lib32", "/bin", "/sbin");

    /// Small files outside `/usr` without which programs do not start or fonts are not found.
    private static final List<String> SYSTEM_FILES =
            List.of("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/alternatives", "/etc/fonts", "/var/cache/fontconfig");

    WorkerCommand {
        classPath = List.copyOf(classPath);
        readable = List.copyOf(readable);
        options = List.copyOf(options);
    }

    WorkerCommand within(Sandbox other) {
        return new WorkerCommand(other, mainClass, classPath, heap, addressSpace, scratch, readable, options);
    }

    WorkerCommand withOption(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new WorkerCommand(sandbox, mainClass, classPath, heap, addressSpace, scratch, readable, more);
    }

    /// The environment of a worker: nothing of the server's own.
    static Map<String, String> environment() {
        return Map.of("PATH", "/usr/bin:/bin", "LANG", "C.UTF-8", "OMP_THREAD_LIMIT", "1");
    }

    /// @param temporary the worker's folder for temporary files, as it will see it
    List<String> line(Path temporary) {
        List<String> line = new ArrayList<>(List.of("nice", "-n", "10"));
        line.addAll(fenced(java(temporary).toArray(String[]::new)));
        return line;
    }

    /// The fence alone around a program that does nothing: whether that works tells whether the fence does.
    List<String> probe() {
        return fenced("/usr/bin/true");
    }

    /// Any program behind the fence.
    List<String> fenced(String... program) {
        List<String> line = new ArrayList<>();
        if (sandbox != Sandbox.NONE) {
            line.addAll(limits());
        }
        if (sandbox == Sandbox.BWRAP) {
            line.addAll(fence());
        }
        line.addAll(List.of(program));
        return line;
    }

    private List<String> limits() {
        return List.of(
                "prlimit",
                "--as=" + addressSpace.bytes(),
                "--fsize=" + scratch.bytes(),
                "--core=0",
                "--nofile=" + OPEN_FILES,
                "--");
    }

    private List<String> fence() {
        List<String> line = new ArrayList<>(List.of(
                "bwrap",
                "--unshare-all",
                // For nobody, with no capability: a server that root has started would hand on all of its own
                // otherwise.
                "--unshare-user",
                "--uid",
                NOBODY,
                "--gid",
                NOBODY,
                "--cap-drop",
                "ALL",
                "--die-with-parent",
                "--new-session",
                "--clearenv",
                "--ro-bind",
                "/usr",
                "/usr",
                "--proc",
                "/proc",
                "--dev",
                "/dev",
                "--size",
                Long.toString(scratch.bytes()),
                "--tmpfs",
                "/tmp",
                "--chdir",
                "/tmp"));
        environment().forEach((name, value) -> line.addAll(List.of("--setenv", name, value)));
        SYSTEM_LINKS.forEach(path -> line.addAll(systemFolder(path)));
        SYSTEM_FILES.forEach(path -> line.addAll(List.of("--ro-bind-try", path, path)));
        Set<Path> visible = new LinkedHashSet<>(classPath);
        visible.add(javaHome());
        visible.addAll(readable);
        for (Path path : visible) {
            if (!path.startsWith("/usr") && Files.exists(path)) {
                line.addAll(List.of("--ro-bind", path.toString(), path.toString()));
            }
        }
        // These two are memory without a limit otherwise.
        line.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/"));
        return line;
    }

    /// `/lib` is a link into `/usr` on a merged system and a folder on an older one.
    private static List<String> systemFolder(String path) {
        try {
            if (Files.isSymbolicLink(Path.of(path))) {
                return List.of(
                        "--symlink", Files.readSymbolicLink(Path.of(path)).toString(), path);
            }
        } catch (IOException _) {
            // Then it is bound like a folder.
        }
        return List.of("--ro-bind-try", path, path);
    }

    private List<String> java(Path temporary) {
        List<String> line = new ArrayList<>(List.of(
                javaHome().resolve("bin/java").toString(),
                "-Xmx" + heap.bytes() / (1 << 20) + "m",
                "-Xms16m",
                "-Xss4m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:MinHeapFreeRatio=10",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:CompressedClassSpaceSize=128m",
                // A crashing JVM prints its report to stdout, where the protocol is, unless told otherwise.
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporary,
                "-Dorg.bytedeco.javacpp.cachedir=" + temporary.resolve("javacpp"),
                "-Dorg.bytedeco.javacpp.nopointergc=true",
                "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
                "-Dlog4j2.simplelogLevel=OFF",
                "-Dorg.apache.logging.log4j.simplelog.level=OFF",
                "-Dslf4j.internal.verbosity=ERROR",
                "-Dpdfbox.fontcache=" + temporary,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(options);
        line.addAll(List.of(
                "-cp",
                String.join(
                        File.pathSeparator,
                        classPath.stream().map(Path::toString).toList()),
                mainClass));
        return line;
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home", "/usr")).toAbsolutePath();
    }

    /// This process's own class path, with what the manifests of its jars name beside it.
    static List<Path> ownClassPath() {
        Set<Path> all = new LinkedHashSet<>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            if (!entry.isEmpty()) {
                addWithManifest(Path.of(entry).toAbsolutePath().normalize(), all);
            }
        }
        return List.copyOf(all);
    }

    private static void addWithManifest(Path entry, Set<Path> all) {
        if (!Files.exists(entry) || !all.add(entry) || Files.isDirectory(entry)) {
            return;
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            String more = jar.getManifest() == null
                    ? null
                    : jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (more != null) {
                for (String url : more.split(" ")) {
                    addWithManifest(Path.of(entry.toUri().resolve(url)), all);
                }
            }
        } catch (IOException | IllegalArgumentException _) {
            // Not a jar, or it names something that is no file: the JVM ignores that just the same.
            return;
        }
    }
}
