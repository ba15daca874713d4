/// What tests share: a clock that is turned by hand, seeded generators, a disk that fails on command and forgets at a
/// power cut what nobody synced.
@org.jspecify.annotations.NullMarked
package org.amana.testkit;
