package org.amana.web.console.view;

import java.util.List;

/// Who is signed in, under which purpose, and under which others the same person may work.
///
/// @param back where to come to under another purpose
/// @param why a sentence on why this page is shown in place of another, empty if one came here oneself
public record SessionView(String back, String why, List<FileView.Fact> facts, List<Other> others) {
    public SessionView {
        facts = List.copyOf(facts);
        others = List.copyOf(others);
    }

    /// @param open    whether one may go over as one is; if not, the purpose's key is to be shown first
    /// @param keyPage where that is
    public record Other(String id, String title, String told, boolean now, boolean open, String keyPage) {}
}
