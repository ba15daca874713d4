package org.amana.web.console.view;

/// A refusal or a failure: an answer, not an apology. What was decided, by which rule, what to do.
///
/// @param rule what decided, empty where none did
/// @param way  a link out
public record AnswerView(Mark mark, String title, Markup told, String rule, String href, String way) {}
