package org.amana.verifier;

/// The perfect subtrees of a log's tree, wherever they are kept.
public interface TreeNodes {
    /// The root of the perfect subtree of height `level` over the leaves `[index << level, (index + 1) <<
    /// level)`; level 0 are the leaf hashes themselves. Only subtrees that lie wholly inside the tree exist.
    Hash node(int level, long index);
}
