package org.amana.blob;

/// Replaces the settings of an account's blob service.
public record SetServiceProperties(AccountName account, ServiceProperties properties) {}
