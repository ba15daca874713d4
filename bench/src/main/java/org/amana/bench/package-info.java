/// Speed and endurance, measured: Amana beside a peer or beside a part of itself, in turns within one run,
/// because only ratios mean anything on a shared machine. Results go to `bench/results/` with the machine they
/// were taken on.
@org.jspecify.annotations.NullMarked
package org.amana.bench;
