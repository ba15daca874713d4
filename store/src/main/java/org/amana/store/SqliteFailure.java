package org.amana.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.amana.durable.FatalDiskError;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What an `SQLException` means (sqlite.org/rescode.html).
final class SqliteFailure {
    private static final String ADVICE =
            ": put the data folder back from a backup (amana restore); the files in it stay as they are";

    private SqliteFailure() {}

    /// @throws FatalDiskError if the disk refused a sync
    static AmanaException of(Path catalog, SQLException cause) {
        if (cause instanceof DamagedValueException) {
            return new AmanaException(ErrorCode.CORRUPT, damaged(catalog, String.valueOf(cause.getMessage())), cause);
        }
        SQLiteErrorCode result = result(cause);
        String message = "catalog " + catalog + ": " + cause.getMessage();
        if (result == SQLiteErrorCode.SQLITE_IOERR_FSYNC || result == SQLiteErrorCode.SQLITE_IOERR_DIR_FSYNC) {
            throw new FatalDiskError(message, cause);
        }
        ErrorCode code = code(result);
        return new AmanaException(
                code, code == ErrorCode.CORRUPT ? message + ". It is damaged" + ADVICE : message, cause);
    }

    /// That what stands in a catalog is not what was written, and what to do.
    static String damaged(Path catalog, String what) {
        return catalog + " is damaged: " + what + ADVICE;
    }

    /// Whether another connection holds the lock that was asked for.
    static boolean isLocked(SQLException cause) {
        return result(cause) == SQLiteErrorCode.SQLITE_BUSY;
    }

    private static SQLiteErrorCode result(SQLException cause) {
        return cause instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    private static ErrorCode code(SQLiteErrorCode result) {
        return switch (result) {
            case SQLITE_FULL, SQLITE_IOERR_SHMSIZE -> ErrorCode.INSUFFICIENT_STORAGE;
            case SQLITE_CORRUPT,
                    SQLITE_CORRUPT_INDEX,
                    SQLITE_CORRUPT_SEQUENCE,
                    SQLITE_CORRUPT_VTAB,
                    SQLITE_NOTADB,
                    SQLITE_IOERR_SHORT_READ,
                    SQLITE_IOERR_CORRUPTFS,
                    SQLITE_IOERR_DATA -> ErrorCode.CORRUPT;
            case SQLITE_BUSY, SQLITE_BUSY_RECOVERY, SQLITE_BUSY_SNAPSHOT, SQLITE_BUSY_TIMEOUT, SQLITE_INTERRUPT ->
                ErrorCode.SERVER_BUSY;
            // The class of a result is its lowest byte.
            default ->
                (result.code & 0xff) == SQLiteErrorCode.SQLITE_IOERR.code ? ErrorCode.DISK_FAILED : ErrorCode.INTERNAL;
        };
    }
}
