/// What tests, campaigns and benchmarks share: a clock that is turned by hand, seeded generators, a disk that fails on
/// command and forgets at a power cut what nobody synced, the packaged server as a process, the machine they ran on.
@org.jspecify.annotations.NullMarked
package org.amana.testkit;
