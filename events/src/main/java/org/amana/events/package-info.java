/// What happened to blobs, told to those who asked for it: webhooks, in the schema of Azure Event Grid. An event is
/// noted in the commit of the change, is delivered at least once, and is an access like any other: the subscription
/// acts under a purpose, the gate decides, and the entry stands in the ledger before a byte leaves.
@org.jspecify.annotations.NullMarked
package org.amana.events;
