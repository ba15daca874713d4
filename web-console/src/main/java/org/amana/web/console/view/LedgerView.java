package org.amana.web.console.view;

import java.util.List;

/// The log as a table, newest first, with the checkpoint beside it.
///
/// @param rows    entries that pass the filters
/// @param note    the checkpoint as it is signed
/// @param vkey    the verifier key that goes with it
/// @param looked  how far back was looked for entries that pass, if that is worth telling
public record LedgerView(
        Filter filter, List<Row> rows, String looked, Pager pager, String note, String vkey, Commands commands) {
    public LedgerView {
        rows = List.copyOf(rows);
    }

    /// What the form holds; `error` is empty when nothing is wrong with it.
    public record Filter(
            String entry,
            List<Option> kinds,
            List<Option> decisions,
            String purpose,
            String container,
            String containerLabel,
            String error) {
        public Filter {
            kinds = List.copyOf(kinds);
            decisions = List.copyOf(decisions);
        }
    }

    public record Option(String value, String text, boolean chosen) {}

    /// @param box the pseudonym of a container, with its name where the page was asked for it by name
    public record Row(
            String index,
            String number,
            String time,
            String day,
            String kind,
            String act,
            String purpose,
            Markup box,
            List<Decision> decision,
            String amount) {
        public Row {
            decision = List.copyOf(decision);
        }
    }

    /// @param rule what decided, empty where nothing did
    public record Decision(Mark mark, String text, String rule) {}

    /// How to check without us and without JavaScript.
    ///
    /// @param sha256 of the verifier that this server gives out; empty when it has none
    public record Commands(String whole, String one, String sha256) {}
}
