/// Finding passages, by words and by meaning, only in what the asker may read.
@org.jspecify.annotations.NullMarked
package org.amana.search;
