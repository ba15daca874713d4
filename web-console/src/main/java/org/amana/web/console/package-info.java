/// The web console, in English and Arabic, served as pages that work without JavaScript.
@org.jspecify.annotations.NullMarked
package org.amana.web.console;
