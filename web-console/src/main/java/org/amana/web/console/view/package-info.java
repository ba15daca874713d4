/// What a page shows, ready to be set: view records with finished strings, and the typography that makes them. Numbers,
/// dates, plurals and file names become text here, once, in English or Arabic, so that a template has nothing to
/// decide. Nothing here knows a service, a request or a clock.
@org.jspecify.annotations.NullMarked
package org.amana.web.console.view;
