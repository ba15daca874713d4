/// Rules by which blobs move to colder tiers and are deleted as they age, written as Azure's management policies are. A
/// round looks at every blob a rule may be about; each step passes the gate and stands in the ledger like anybody's.
@org.jspecify.annotations.NullMarked
package org.amana.lifecycle;
