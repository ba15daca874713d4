package org.amana.blob;

/// Names a container, whether it exists or not.
public record ContainerRef(AccountName account, ContainerName name) implements Comparable<ContainerRef> {
    public static ContainerRef of(String account, String name) {
        return new ContainerRef(new AccountName(account), new ContainerName(name));
    }

    public BlobRef blob(String blobName) {
        return BlobRef.of(this, blobName);
    }

    @Override
    public int compareTo(ContainerRef other) {
        int byAccount = account.compareTo(other.account);
        return byAccount != 0 ? byAccount : name.compareTo(other.name);
    }

    /// `account/container`.
    @Override
    public String toString() {
        return account + "/" + name;
    }
}
