package org.amana.blob;

/// One line of a block list to commit: this id, looked for there.
public record BlockChoice(BlockSource source, BlockId id) {}
