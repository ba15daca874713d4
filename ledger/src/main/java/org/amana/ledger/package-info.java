/// The use ledger: every access is appended, made durable, and published as tiles under a signed checkpoint.
@org.jspecify.annotations.NullMarked
package org.amana.ledger;
