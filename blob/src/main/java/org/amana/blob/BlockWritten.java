package org.amana.blob;

import java.util.Optional;

/// The answer to Put Block: the checksum that was checked, else the CRC-64 of what was received.
public record BlockWritten(Optional<Md5> md5, Optional<Crc64> crc64) {}
