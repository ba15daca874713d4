package org.amana.search;

/// How the index stands, for status pages.
///
/// @param entries pages and passages in it
/// @param withoutMeaning documents whose passages still wait for their vectors
/// @param rebuilding true while it is being made anew; searches may miss files
/// @param modelLoaded true while the model is in memory
public record IndexState(long entries, int withoutMeaning, boolean rebuilding, boolean modelLoaded) {}
