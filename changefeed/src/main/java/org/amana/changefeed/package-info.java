/// The change feed: every change of every blob of an account, in order, as Avro files in its container
/// `$blobchangefeed`, laid out as Azure does so that Azure's clients read it. A change is noted in the commit
/// that makes it, and crossed out in the commit that appends it to the feed: none is lost and none stands there
/// twice. Appending is an access of the steward like any other, through the gate and on the record.
@org.jspecify.annotations.NullMarked
package org.amana.changefeed;
