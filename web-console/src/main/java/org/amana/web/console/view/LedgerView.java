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

    /// What the form holds.
    ///
    /// @param purposes those to choose from; empty where the id is to be typed
    public record Filter(
            String entry,
            List<Option> kinds,
            List<Option> decisions,
            String purpose,
            List<Option> purposes,
            String container,
            String containerLabel,
            Wrong wrong) {
        public Filter {
            kinds = List.copyOf(kinds);
            decisions = List.copyOf(decisions);
            purposes = List.copyOf(purposes);
        }
    }

    /// What is wrong with a field of the form; both are empty when nothing is.
    public record Wrong(String field, String text) {
        public boolean isAt(String name) {
            return name.equals(field);
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

    /// @param rule what decided, in short; empty where nothing did and where it was what lets members in
    public record Decision(Mark mark, String text, String rule) {}

    /// How to check without us and without JavaScript.
    ///
    /// @param sha256 of the verifier that this server gives out; empty when it has none
    public record Commands(String whole, String one, String sha256) {}
}
