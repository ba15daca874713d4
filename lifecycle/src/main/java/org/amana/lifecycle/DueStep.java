package org.amana.lifecycle;

import org.amana.blob.TagCondition;

/// A step that a rule asks for.
///
/// @param tags what the rule asks of the blob's tags: they can change without the blob being another
record DueStep(Step step, TagCondition tags) {}
