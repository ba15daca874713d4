/// main(): configuration, wiring, start and stop. The only place that knows every part.
@org.jspecify.annotations.NullMarked
package org.amana.server;
