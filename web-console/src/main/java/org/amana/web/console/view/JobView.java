package org.amana.web.console.view;

import java.util.List;

/// Long work: how far it is, or what came of it, which the notes over the page tell.
///
/// @param running whether it still goes on
/// @param done    how many files are behind; of what is over, to how many it was done
/// @param told    the same, with how many there are
/// @param left    how long it will still last, empty where that is not known
/// @param spoken  what is read out where it has changed
/// @param here    the address of this page
/// @param name    what the level is called to which one goes from here
/// @param back    its address
public record JobView(
        List<Crumb> crumbs,
        String title,
        boolean running,
        int done,
        int of,
        String told,
        String left,
        String spoken,
        String here,
        Markup name,
        String back) {
    public JobView {
        crumbs = List.copyOf(crumbs);
    }
}
