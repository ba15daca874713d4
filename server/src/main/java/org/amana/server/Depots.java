package org.amana.server;

import java.net.URI;
import java.nio.file.Path;
import org.amana.backup.ContainerDepot;
import org.amana.backup.Depot;
import org.amana.backup.FolderDepot;
import org.amana.durable.Disk;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// What a command line means by the place of a backup: a folder, or the address of a container with its signature.
final class Depots {
    private Depots() {}

    /// The text as another process understands it: a folder's absolute path.
    static String absolute(String text) {
        return isAddress(text)
                ? text
                : Path.of(text).toAbsolutePath().normalize().toString();
    }

    static Depot open(Disk disk, String text) {
        if (!isAddress(text)) {
            return new FolderDepot(disk, Path.of(text).toAbsolutePath().normalize());
        }
        try {
            return new ContainerDepot(URI.create(text));
        } catch (IllegalArgumentException e) {
            throw new AmanaException(ErrorCode.INVALID_ARGUMENT, shown(text) + " is not the address of a container", e);
        }
    }

    /// How a place is called where everybody may read it: without the signature.
    static String shown(String text) {
        int query = isAddress(text) ? text.indexOf('?') : -1;
        return query < 0 ? text : text.substring(0, query);
    }

    private static boolean isAddress(String text) {
        return text.startsWith("http://") || text.startsWith("https://");
    }
}
