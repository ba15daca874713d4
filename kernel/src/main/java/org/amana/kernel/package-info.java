/// What every part of Amana speaks: sizes, settings, failures and their codes; and how work in the background goes on
/// ([Rounds]) and gives way ([Courtesy]). It knows the JDK and nothing else.
@org.jspecify.annotations.NullMarked
package org.amana.kernel;
