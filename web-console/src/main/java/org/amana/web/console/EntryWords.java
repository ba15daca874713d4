package org.amana.web.console;

import java.util.ArrayList;
import java.util.List;
import org.amana.verifier.Entry;
import org.amana.verifier.Kind;
import org.amana.web.console.view.LedgerView.Decision;
import org.amana.web.console.view.Mark;
import org.amana.web.console.view.Numbers;

/// What an entry says, in the words of a language.
final class EntryWords {
    private EntryWords() {}

    /// What was done: `read` and the features used; of other kinds what changed.
    static String act(Visit visit, Entry entry) {
        return switch (entry.kind()) {
            case ACCESS -> {
                List<String> words = new ArrayList<>();
                words.add(word(visit, "action", entry.text("act")));
                if (!entry.text("svc").equals(entry.text("act"))) {
                    words.add(word(visit, "service", entry.text("svc")));
                }
                yield String.join(visit.lang().comma(), words);
            }
            case PURPOSE, CREDENTIAL, APPROVAL, CONTRACT, STATEMENT, CONCERN ->
                word(visit, "state", entry.text("state"));
            case OPERATOR -> word(visit, "operator", entry.text("reason"));
            case VOID -> entry.text("why") + ", " + Numbers.count(entry.number("ref"));
            case GENESIS, POLICY, REVIEW, SHRED, REPORT, GAP, SEAL -> "";
        };
    }

    /// Allowed or refused with the rules, or void; empty where nothing was decided.
    static List<Decision> decision(Visit visit, Entry entry) {
        return switch (entry.kind()) {
            case ACCESS -> {
                boolean allowed = entry.text("dec").equals("allow");
                yield List.of(new Decision(
                        allowed ? Mark.ALLOW : Mark.REFUSE,
                        visit.say(allowed ? "ledger.dec.allow" : "ledger.dec.deny"),
                        String.join(" ", entry.texts("rule"))));
            }
            case VOID -> List.of(new Decision(Mark.NONE, visit.say("ledger.void"), ""));
            default -> List.of();
        };
    }

    /// The largest thing that moved, or how many requests were folded.
    static String amount(Visit visit, Entry entry) {
        if (entry.kind() == Kind.OPERATOR) {
            return visit.say("ledger.folded", entry.number("count"));
        }
        if (entry.kind() == Kind.VOID) {
            return visit.say("ledger.stored", Numbers.signedSize(entry.number("dst"), visit.lang()));
        }
        if (entry.kind() != Kind.ACCESS) {
            return "";
        }
        if (entry.number("dst") != 0) {
            return visit.say("ledger.stored", Numbers.signedSize(entry.number("dst"), visit.lang()));
        }
        if (entry.number("out") != 0) {
            return visit.say("ledger.out", Numbers.size(entry.number("out"), visit.lang()));
        }
        return entry.number("in") == 0 ? "" : visit.say("ledger.in", Numbers.size(entry.number("in"), visit.lang()));
    }

    /// The word of a language for a word of the log; the log's own where we have none.
    static String word(Visit visit, String family, String logged) {
        String key = family + "." + logged;
        return visit.words().knows(key) ? visit.say(key) : logged;
    }
}
