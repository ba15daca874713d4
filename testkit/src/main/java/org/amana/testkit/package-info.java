/// What tests share: a clock that is turned by hand, seeded generators, files that fail on command.
@org.jspecify.annotations.NullMarked
package org.amana.testkit;
