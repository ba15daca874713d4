/// Inventories: what blobs or containers an account has, written as CSV into a container of it, by rules in the form
/// of Azure's blob inventory, once a day or a week. Looking and writing are accesses of the steward, decided and
/// recorded like any other.
@org.jspecify.annotations.NullMarked
package org.amana.inventory;
