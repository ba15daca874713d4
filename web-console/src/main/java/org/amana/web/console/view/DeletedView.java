package org.amana.web.console.view;

import java.util.List;

/// A file that is deleted: what is kept of it, how it is restored, and who used it.
///
/// @param facts   type in words, size, container
/// @param fact    since when it is deleted
/// @param told    what restoring it does, or why it cannot be done here
/// @param restore what the form holds that restores it, empty where the purpose does not allow that
public record DeletedView(
        List<Crumb> crumbs,
        Markup name,
        Markup facts,
        String fact,
        String told,
        List<Hidden> restore,
        FileView.Versions versions,
        FileView.Use use) {
    public DeletedView {
        crumbs = List.copyOf(crumbs);
        restore = List.copyOf(restore);
    }
}
