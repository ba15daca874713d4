package org.amana.blob;

import java.util.List;
import java.util.Set;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.ledger.Entries;
import org.amana.store.Catalog;
import org.amana.store.Extents;

/// Checks the structure of the catalog, to be run while nothing is written: the file itself, the sums of each
/// container against its rows and against the ledger ([SumsCheck]), the length of each blob against its
/// places and blocks, each place against the extents ([ContentCheck]), and that no row is left over
/// ([LeftOvers]). It reads no blob; that is for scrub.
public final class Fsck {
    private Fsck() {}

    /// What was compared, and what is wrong.
    ///
    /// @param references how many stretches of content that rows refer to were looked for in the extents
    /// @param readable   whether SQLite finds nothing wrong with the catalog's file, so that it is worth
    ///     comparing
    /// @param findings   empty if nothing is wrong
    public record Result(long references, boolean readable, List<Finding> findings) {
        public Result {
            findings = List.copyOf(findings);
        }
    }

    public static Result check(Catalog catalog, Extents extents, Entries ledger) {
        return check(catalog, extents, ledger, Set.of());
    }

    /// @param lost entries whose changes a crash has taken, and that are not voided yet
    public static Result check(Catalog catalog, Extents extents, Entries ledger, Set<Long> lost) {
        Findings findings = new Findings(catalog);
        catalog.check().forEach(wrong -> findings.add("catalog " + catalog.file(), wrong));
        if (!findings.all().isEmpty()) { // what a damaged file says is not worth comparing
            return new Result(0, false, findings.all());
        }
        SumsCheck sums = new SumsCheck(findings);
        ContentCheck content = new ContentCheck(findings);
        LeftOvers leftOvers = new LeftOvers(findings);
        containers(findings);
        sums.ofContainers();
        sums.ofBlocks();
        content.lengths();
        content.ranges();
        long references = content.missingBytes(extents);
        sums.ofTags();
        leftOvers.withoutScope();
        leftOvers.ofNothing();
        sums.ofLedger(ledger, lost);
        return new Result(references, true, findings.all());
    }

    /// Each on its own, so that one that is damaged does not hide another.
    private static void containers(Findings findings) {
        Catalog catalog = findings.catalog();
        for (long id : catalog.read(ContainerRows::all)) {
            try {
                catalog.read(reader -> ContainerRows.find(reader, id));
            } catch (AmanaException e) {
                if (e.code() != ErrorCode.CORRUPT) {
                    throw e;
                }
                findings.add("catalog", e.message());
            }
        }
    }
}
