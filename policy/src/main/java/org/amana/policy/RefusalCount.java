package org.amana.policy;

import java.time.LocalDate;

/// How often a rule refused in one UTC day. An entry that several rules refused counts for each.
public record RefusalCount(String rule, LocalDate day, long count) {}
