package org.amana.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.amana.backup.ContainerDepot;
import org.amana.backup.Depot;
import org.amana.backup.FolderDepot;
import org.amana.durable.Disk;
import org.amana.durable.FileTrouble;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// What a command line means by the place of a backup: a folder, or the address of a container with its signature.
final class Depots {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

    private Depots() {}

    /// What was wanted where a backup goes or comes from.
    ///
    /// @throws ParameterException wrong usage, for what is neither a folder nor the address of a container
    static String required(CommandSpec spec, String text) {
        if (text.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "the place of a backup is empty: name a folder, or the address of a container");
        }
        if (SCHEME.matcher(text).matches() && !isAddress(text)) {
            throw new ParameterException(
                    spec.commandLine(),
                    text.substring(0, text.indexOf(':'))
                            + ": is none of http and https; a backup lies in a folder, or in"
                            + " a container at an http or https address");
        }
        if (isAddress(text)) {
            try {
                new ContainerDepot(URI.create(text)).close();
            } catch (IllegalArgumentException _) {
                throw new ParameterException(
                        spec.commandLine(),
                        shown(text)
                                + " is not the address of a container with a signature (SAS) behind a question mark");
            }
        }
        return absolute(text);
    }

    /// A place that a backup is read from, which has to be there.
    static Depot openThatIsThere(Disk disk, String text) {
        if (!isAddress(text)) {
            Path folder = Path.of(text);
            if (FileTrouble.isClosed(folder)) {
                throw new AmanaException(
                        ErrorCode.INVALID_ARGUMENT, "cannot read folder " + folder + ": " + FileTrouble.denied(folder));
            }
            if (!disk.isFolder(folder)) {
                throw new AmanaException(
                        ErrorCode.INVALID_ARGUMENT,
                        disk.exists(folder) ? folder + " is not a folder" : "there is no folder " + folder);
            }
        }
        return open(disk, text);
    }

    /// Refuses a folder that lies in the data folder, or in a part of it on another disk, through whatever links the
    /// path leads.
    static void requireOutside(Path data, String text) {
        if (isAddress(text)) {
            return;
        }
        Path folder = real(Path.of(text));
        for (Path part : List.of(data, DataFolder.volume(data), DataFolder.ledger(data))) {
            if (folder.startsWith(real(part))) {
                throw new AmanaException(
                        ErrorCode.INVALID_ARGUMENT,
                        text + " lies in the data folder, and would be lost with it: name a folder elsewhere, best on"
                                + " another machine's disk");
            }
        }
    }

    /// The path without links, as far as it exists.
    private static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        for (Path there = whole; there != null; there = there.getParent()) {
            try {
                return there.toRealPath().resolve(there.relativize(whole)).normalize();
            } catch (IOException _) {
                // It is not there, or may not be looked at: the one above is asked.
            }
        }
        return whole;
    }

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
        return text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8);
    }
}
