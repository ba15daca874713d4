/// What every part of Amana speaks: sizes, failures and their codes. It knows the JDK and nothing else.
@org.jspecify.annotations.NullMarked
package org.amana.kernel;
