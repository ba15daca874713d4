/// The only door to the disk: files are opened, written, synced and renamed here, and nowhere else, so that what
/// "durable" means is written once and tests can put a failing disk in its place.
@org.jspecify.annotations.NullMarked
package org.amana.durable;
