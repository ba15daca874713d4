package org.amana.verifier;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why a file could not be read, for a person.
final class Unread {
    private Unread() {}

    /// With the file, if it is known which.
    static String why(IOException cause) {
        return switch (cause) {
            case NoSuchFileException failure -> failure.getFile() + " is not there";
            case AccessDeniedException failure ->
                failure.getFile() + " may not be read by user " + System.getProperty("user.name");
            case FileSystemException failure -> String.valueOf(failure.getMessage());
            default ->
                cause.getClass() == IOException.class && cause.getMessage() != null
                        ? cause.getMessage() // our own words
                        : cause.toString();
        };
    }
}
