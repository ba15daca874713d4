package org.amana.web.console.view;

import java.util.List;

/// What the archive holds, who used it and for what.
///
/// @param mayWrite whether the purpose may take files in
public record OverviewView(
        List<StripFigure> strip,
        Growth growth,
        List<PurposeRow> purposes,
        Refusals refusals,
        List<JobRow> jobs,
        List<Waiting> waiting,
        boolean mayWrite) {
    public OverviewView {
        strip = List.copyOf(strip);
        purposes = List.copyOf(purposes);
        jobs = List.copyOf(jobs);
        waiting = List.copyOf(waiting);
    }

    /// What is stored, by day.
    public sealed interface Growth {}

    /// @param source what the figures are computed from
    /// @param since  the first day, in words
    /// @param net    the change of all containers together
    /// @param sum    held before, plus written, minus deleted, is held now
    public record Grown(AreaChart chart, Markup source, String since, List<GrowthRow> rows, String net, Markup sum)
            implements Growth {
        public Grown {
            rows = List.copyOf(rows);
        }
    }

    /// The ledger is still being read.
    public record Counting(String told) implements Growth {}

    /// Nothing was ever stored.
    public record NothingStored() implements Growth {}

    /// Where growth came from: a container, the purpose most of it was written under, its net change.
    ///
    /// @param ledger where the entries are listed that the change is the sum of; empty for several containers
    public record GrowthRow(Markup name, String purpose, String more, String change, String ledger) {}

    /// @param ledger where its accesses are listed
    /// @param now    this is the purpose one works under
    public record PurposeRow(
            String id,
            String title,
            String accesses,
            Bar share,
            String bytesOut,
            String refused,
            Spark days,
            String ledger,
            boolean now) {}

    /// @param rows empty when nothing was refused; `calm` then says so and since when
    public record Refusals(List<RefusalRow> rows, String calmFact, String calmThen) {
        public Refusals {
            rows = List.copyOf(rows);
        }
    }

    public record RefusalRow(String reason, String rule, String count) {}

    /// @param told the real count, such as "18,240 of 25,690 files"
    /// @param left time left or what it waits for
    public record JobRow(
            String what, String where, String percent, String told, Bar done, boolean halted, String left) {}

    /// Something that waits for a person.
    public record Waiting(String what, String told, String href, String verb) {}
}
