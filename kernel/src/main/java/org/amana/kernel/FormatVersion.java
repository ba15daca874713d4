package org.amana.kernel;

/// Every file of Amana's begins with a magic and the version of its format. A build reads its own version and those
/// before it; what a newer build wrote is refused with the same words everywhere.
public final class FormatVersion {
    private FormatVersion() {}

    /// Refuses a format that is newer than this build.
    ///
    /// @param file whose it is
    /// @throws AmanaException `CONFIGURATION` naming file and versions
    public static void requireKnown(Object file, long found, long known) {
        if (found > known) {
            throw newer(file, Long.toString(found), known);
        }
    }

    /// The refusal of a version that is not a number, or not known for other reasons.
    public static AmanaException newer(Object file, String found, long known) {
        return new AmanaException(
                ErrorCode.CONFIGURATION,
                file + " has format " + found + ", this build knows " + known + ": use a newer Amana");
    }
}
