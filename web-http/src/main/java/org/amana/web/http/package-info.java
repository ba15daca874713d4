/// The HTTP server behind a thin exchange of our own, so that the engine can be replaced.
@org.jspecify.annotations.NullMarked
package org.amana.web.http;
