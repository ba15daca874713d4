package org.amana.backup;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.amana.store.RootKey;
import org.amana.verifier.Checkpoint;
import org.amana.verifier.VerifierKey;

/// What is kept in memory of a manifest that is not itself wanted: a depot holds many.
///
/// @param log whose ledger it is of
/// @param head what that ledger had signed
/// @param secrets whether the root key is in it
/// @param files how many it has
/// @param bytes of theirs
/// @param objects what its parts lie in, and the lists of parts
/// @param sealed whether it was made with the root key that it was held against; no if with none
record Outline(
        Run run,
        VerifierKey log,
        Checkpoint head,
        boolean secrets,
        long files,
        long bytes,
        Set<String> objects,
        boolean sealed) {
    Outline {
        objects = Set.copyOf(objects);
    }

    /// Reads one, holding no more of it than a line and the names of its single files.
    ///
    /// @param length of the object in bytes
    /// @throws org.amana.kernel.AmanaException as [ManifestReader]
    static Outline of(Depot depot, String name, long length, Optional<RootKey> root) {
        Counting counting = new Counting();
        ManifestReader reader = new ManifestReader(name, root, counting::add, counting::add);
        depot.read(name, 0, length, reader);
        ManifestReader.Head head = reader.finish();
        return new Outline(
                head.run(),
                head.log(),
                head.head(),
                head.secrets(),
                counting.files(),
                counting.bytes,
                counting.objects,
                reader.isSealed());
    }

    /// One that has just been made.
    static Outline of(Manifest manifest) {
        Counting counting = new Counting();
        manifest.single().forEach(counting::add);
        manifest.lists().keySet().forEach(counting::add);
        return new Outline(
                manifest.run(),
                manifest.log(),
                manifest.head(),
                manifest.secrets(),
                counting.files(),
                counting.bytes,
                counting.objects,
                true);
    }

    private static final class Counting {
        private final Set<String> paths = new HashSet<>();
        private final Set<String> objects = new HashSet<>();
        private long listed;
        private long bytes;

        void add(Part part) {
            paths.add(part.path());
            objects.add(part.object());
            bytes += part.length();
        }

        void add(PartList list) {
            listed += list.count();
            objects.add(list.object());
            objects.add(list.holder());
            bytes += list.bytes();
        }

        long files() {
            return paths.size() + listed;
        }
    }
}
