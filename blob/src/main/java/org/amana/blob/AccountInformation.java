package org.amana.blob;

/// The answer to Get Account Information.
public record AccountInformation(String skuName, String accountKind, boolean hierarchicalNamespace) {
    /// What every account here is.
    public static final AccountInformation STANDARD = new AccountInformation("Standard_LRS", "StorageV2", false);
}
