package org.amana.web.console.view;

import java.util.List;

/// The door: a one-time link that waits to be used, or a form for an access key.
///
/// @param link    who the link signs in as; empty list when there is none
/// @param account what was typed
/// @param error   why the last attempt failed, empty at first
/// @param back    where to go afterwards
public record SignInView(List<Link> link, String account, String error, String back) {
    public SignInView {
        link = List.copyOf(link);
    }

    public record Link(String token, String person, String purpose, String title) {}
}
