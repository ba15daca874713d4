/// What machines read in a blob: text, pages, language, thumbnails; hostile input stays in worker processes.
@org.jspecify.annotations.NullMarked
package org.amana.analysis;
