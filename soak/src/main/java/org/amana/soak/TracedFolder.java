package org.amana.soak;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.amana.durable.Access;
import org.amana.testkit.FaultyFile;
import org.amana.testkit.Tearing;

/// A folder as the system calls of a process have made it, together with all that could be found there if the power
/// were cut now: every sector that was not synced in any version it has had, or as noise; every name that was not
/// synced with its folder there or not. What POSIX does not promise is not relied on: to sync a new file does not keep
/// its name, and what a process has mapped into memory is not seen at all. For one thread.
final class TracedFolder {
    private static final Node FOLDER = new Node(Optional.empty());
    private static final int PAGE = 4096;

    private final String root;
    private final Map<String, Node> names = new HashMap<>();
    private final TreeMap<String, Node> durable = new TreeMap<>();
    private final Map<String, List<NameChange>> unsynced = new HashMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final Map<Long, End> underWay = new HashMap<>();
    private long nameChanges;

    /// A file, or a folder.
    private record Node(Optional<FaultyFile> file) {}

    /// Names that change at once; empty for one that goes.
    private record NameChange(long number, Map<String, Optional<Node>> names) {}

    /// What is left to be done when a call has ended.
    @FunctionalInterface
    private interface End {
        void ended(long result);
    }

    private TracedFolder(Path root) {
        this.root = root.toString();
        names.put(this.root, FOLDER);
        durable.put(this.root, FOLDER);
    }

    /// A folder as it is found on the disk, synced throughout.
    static TracedFolder of(Path root) throws IOException {
        TracedFolder traced = new TracedFolder(root);
        List<Path> all;
        try (var inside = Files.walk(root)) {
            all = inside.toList();
        }
        for (Path each : all) {
            Node node = FOLDER;
            if (!Files.isDirectory(each)) {
                String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
                FaultyFile file = new FaultyFile(permissions.endsWith("------") ? Access.PRIVATE : Access.PUBLIC);
                file.write(Files.readAllBytes(each), 0);
                file.sync(file.mark());
                node = new Node(Optional.of(file));
            }
            traced.names.put(each.toString(), node);
            traced.durable.put(each.toString(), node);
        }
        return traced;
    }

    /// Takes a call in.
    ///
    /// @return whether it concerns this folder
    boolean apply(SystemCall call) {
        return switch (call) {
            case SystemCall.End end -> {
                End waiting = underWay.remove(end.thread());
                if (waiting != null) {
                    waiting.ended(end.result());
                }
                yield waiting != null;
            }
            case SystemCall.Other other -> {
                if (other.result() >= 0 && other.paths().stream().anyMatch(this::isInside)) {
                    throw new IllegalStateException(other.what() + " " + other.paths() + " is not known here");
                }
                yield false;
            }
            case SystemCall.Write write ->
                file(write.path()).map(file -> write(write, file)).orElse(false);
            case SystemCall.Truncate cut ->
                file(cut.path())
                        .map(file -> change(cut, file, file.truncate(Math.toIntExact(cut.length()))))
                        .orElse(false);
            case SystemCall.Allocate more ->
                file(more.path())
                        .map(file -> change(more, file, file.growTo(Math.toIntExact(more.end()))))
                        .orElse(false);
            case SystemCall.Seek seek ->
                isInside(seek.path()) && when(seek, result -> positions.put(seek.path(), Math.max(0, result)));
            case SystemCall.Sync sync -> isInside(sync.path()) && sync(sync);
            case SystemCall.Open open -> isInside(open.path()) && when(open, result -> open(open, result));
            case SystemCall.MakeFolder made ->
                isInside(made.path())
                        && when(made, result -> {
                            if (result >= 0) {
                                rename(Map.of(made.path(), Optional.of(FOLDER)));
                            }
                        });
            case SystemCall.Delete deleted ->
                isInside(deleted.path())
                        && when(deleted, result -> {
                            if (result >= 0) {
                                rename(Map.of(deleted.path(), Optional.empty()));
                            }
                        });
            case SystemCall.Rename renamed ->
                isInside(renamed.from())
                        && when(renamed, result -> {
                            if (result >= 0) {
                                rename(renamed);
                            }
                        });
        };
    }

    private boolean isInside(String path) {
        return path.startsWith(root + "/") || path.equals(root);
    }

    private Optional<FaultyFile> file(String path) {
        return Optional.ofNullable(names.get(path)).flatMap(Node::file);
    }

    /// Does it now, or when the call has ended.
    private boolean when(SystemCall call, End end) {
        if (call.phase().ends()) {
            end.ended(call.result());
        } else {
            underWay.put(call.thread(), end);
        }
        return true;
    }

    private boolean write(SystemCall.Write write, FaultyFile file) {
        long offset = write.offset() >= 0 ? write.offset() : positions.getOrDefault(write.path(), 0L);
        byte[] bytes = write.bytes();
        if (write.offset() < 0) {
            positions.put(write.path(), offset + bytes.length);
        }
        if (write.phase().ends() && write.result() != bytes.length) {
            throw new IllegalStateException(write.path() + ": of " + bytes.length + " bytes " + write.result()
                    + " were written, which is not known here");
        }
        return change(write, file, file.write(bytes, Math.toIntExact(offset)));
    }

    private boolean change(SystemCall call, FaultyFile file, long change) {
        if (!call.phase().ends()) {
            file.begun(change);
            underWay.put(call.thread(), _ -> file.ended(change));
        }
        return true;
    }

    private boolean sync(SystemCall.Sync sync) {
        Node node = names.get(sync.path());
        if (node == null) {
            return false; // its name is gone
        }
        if (node.file().isPresent()) {
            FaultyFile file = node.file().get();
            FaultyFile.Mark begin = file.mark();
            return when(sync, _ -> file.sync(begin));
        }
        long begin = nameChanges;
        return when(sync, _ -> {
            List<NameChange> changes = unsynced.getOrDefault(sync.path(), new ArrayList<>());
            changes.stream().filter(change -> change.number <= begin).forEach(change -> put(durable, change));
            changes.removeIf(change -> change.number <= begin);
        });
    }

    private void open(SystemCall.Open open, long result) {
        if (result < 0) {
            return;
        }
        positions.put(open.path(), 0L);
        Optional<FaultyFile> file = file(open.path());
        if (file.isPresent()) {
            if (open.truncates()) {
                file.get().truncate(0);
            }
        } else if (open.creates()) {
            FaultyFile made = new FaultyFile((open.mode() & 0077) == 0 ? Access.PRIVATE : Access.PUBLIC);
            rename(Map.of(open.path(), Optional.of(new Node(Optional.of(made)))));
        }
    }

    private void rename(SystemCall.Rename renamed) {
        Map<String, Optional<Node>> change = new HashMap<>();
        change.put(renamed.from(), Optional.empty());
        change.put(renamed.to(), Optional.ofNullable(names.get(renamed.from())));
        rename(change);
    }

    private void rename(Map<String, Optional<Node>> change) {
        NameChange made = new NameChange(++nameChanges, change);
        put(names, made);
        Set<String> folders = new HashSet<>();
        change.keySet().forEach(name -> folders.add(name.substring(0, name.lastIndexOf('/'))));
        folders.forEach(folder ->
                unsynced.computeIfAbsent(folder, _ -> new ArrayList<>()).add(made));
    }

    private static void put(Map<String, Node> names, NameChange change) {
        change.names.forEach((name, node) -> node.ifPresentOrElse(it -> names.put(name, it), () -> names.remove(name)));
    }

    /// Makes the folder as it could be found after a power cut now. Each call finds something else that is possible.
    void afterPowerCut(Path target, RandomGenerator random, Tearing tearing) throws IOException {
        TreeMap<String, Node> found = new TreeMap<>(durable);
        for (List<NameChange> changes : new TreeMap<>(unsynced).values()) {
            int kept = tearing == Tearing.LOST ? 0 : random.nextInt(changes.size() + 1);
            changes.subList(0, kept).forEach(change -> put(found, change));
        }
        for (Map.Entry<String, Node> each : found.entrySet()) {
            Path path = target.resolve(each.getKey().substring(root.length()).replaceFirst("^/", ""));
            boolean hasPlace = Optional.ofNullable(path.getParent())
                    .filter(Files::isDirectory)
                    .isPresent();
            if (each.getKey().equals(root)) {
                Files.createDirectories(target);
            } else if (hasPlace && each.getValue().file().isEmpty()) {
                Files.createDirectory(path);
            } else if (hasPlace) { // a folder that is lost takes with it what is in it
                write(path, each.getValue().file().get().survivor(random, tearing));
            }
        }
    }

    /// Pages that hold nothing but zeros are left out: extents have room reserved, and much of it.
    private static void write(Path path, FaultyFile file) throws IOException {
        byte[] bytes = file.bytes();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            int end = bytes.length;
            for (int from = 0; from < end; ) {
                int to = from;
                while (to < end && !isZero(bytes, to, Math.min(end, to + PAGE))) {
                    to += PAGE;
                }
                to = Math.min(to, end);
                if (to > from) {
                    channel.write(java.nio.ByteBuffer.wrap(bytes, from, to - from), from);
                }
                from = Math.max(to, from + PAGE);
            }
            if (channel.size() < end) {
                channel.write(java.nio.ByteBuffer.wrap(new byte[1]), end - 1L);
            }
        }
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(file.access() == Access.PRIVATE ? "rw-------" : "rw-r--r--"));
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
