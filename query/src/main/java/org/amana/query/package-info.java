/// SQL over CSV and JSON while they stream (Azure: *Query Blob Contents*). A [Statement] is parsed once; a [Query]
/// takes the bytes as they come, cuts them into records, keeps those the statement asks for, and writes what it
/// selects.
/// Nothing is held but one record and the sums of aggregates; expressions, records and numbers have limits.
@org.jspecify.annotations.NullMarked
package org.amana.query;
