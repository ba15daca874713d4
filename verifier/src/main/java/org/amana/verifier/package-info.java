/// Checks a use ledger from a folder or a URL with nothing but the JDK.
@org.jspecify.annotations.NullMarked
package org.amana.verifier;
