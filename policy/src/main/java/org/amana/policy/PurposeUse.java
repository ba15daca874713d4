package org.amana.policy;

import java.time.LocalDate;

/// What happened under one purpose in one UTC day, as the ledger says.
///
/// @param allowed access entries that allowed, the voided ones too
/// @param refused access entries that denied
/// @param in bytes accepted, without voided entries
/// @param out bytes released, without voided entries
/// @param stored signed change of stored bytes, without voided entries
/// @param objects objects touched, without voided entries
public record PurposeUse(
        PurposeId purpose, LocalDate day, long allowed, long refused, long in, long out, long stored, long objects) {

    /// What counts against the day's volume of bytes.
    public long bytes() {
        return in + out;
    }
}
