package org.amana.store;

/// Names a value that [Catalog#recent] may answer from memory. Of all keys that are equal, the values are of one type.
///
/// @param <T> the type of the value
public interface RecentKey<T> {}
