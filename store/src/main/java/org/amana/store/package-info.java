/// Durable bytes: extents of checksummed, encrypted frames, and the SQL catalog that names them.
@org.jspecify.annotations.NullMarked
package org.amana.store;
