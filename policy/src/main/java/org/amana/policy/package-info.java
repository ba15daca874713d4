/// Who may use what for which purpose: principals, purposes, credentials, Cedar policies, and the gate that mints
/// permits.
@org.jspecify.annotations.NullMarked
package org.amana.policy;
