package org.amana.search;

/// How the index stands, for status pages.
///
/// @param engine what searches, with its version
/// @param model what it compares meanings with
/// @param entries pages and passages in it
/// @param withoutMeaning documents whose passages still wait for their vectors
/// @param rebuilding true while it is being made anew; searches may miss files
/// @param modelLoaded true while the model is in memory
public record IndexState(
        String engine, String model, long entries, int withoutMeaning, boolean rebuilding, boolean modelLoaded) {}
