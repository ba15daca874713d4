/// The only door to the network outwards. A client may name any URL as the source of a copy, and an operator any as
/// the target of events; both are fetched from inside the house, where other machines trust it. So a name is
/// resolved once, its addresses are checked against [Networks], and the connection goes to one of the very
/// addresses that were checked. Redirects are followed a few times, each checked again; time, size and slowness are
/// bounded.
@org.jspecify.annotations.NullMarked
package org.amana.outbound;
