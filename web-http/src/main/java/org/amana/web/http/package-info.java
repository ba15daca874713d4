/// The HTTP server behind a thin exchange of our own, so that the engine can be replaced.
///
/// [HttpServer] listens, [Handler] answers one [Exchange] at a time on a virtual thread in plain blocking code, and
/// what a handler does not answer (a request that is no HTTP, a failure, a slow client) becomes a [Failure] in one
/// place. The request target is handed on byte for byte: no part of it is decoded, resolved or merged here, because
/// a signature may cover it. Jetty 12 does the parsing; no type of it is visible outside this package.
@org.jspecify.annotations.NullMarked
package org.amana.web.http;
