/// The web console, in English and Arabic, served as pages that work without JavaScript.
///
/// [Console] is the way of every request: [Routes] lists all addresses, and each leads to a method of a
/// `...Page` or `...Pages`, which takes a [Visit] and returns an [Answer]. A page reaches data through the
/// gate alone: it asks [Accounts] for the access request and has the visit pass it, with the entries that
/// this causes on the page's receipt. It fills a view record of `view`, and [Templates] sets that; a change
/// answers with an [Outcome] and a redirect.
///
/// `...Words` say in a reader's language what other modules say in codes; `...Reader`s read forms. What an
/// address says that no page knows is told and left out ([Vetted]).
@org.jspecify.annotations.NullMarked
package org.amana.web.console;
