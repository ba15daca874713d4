package org.amana.blob;

import java.util.Base64;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;

/// An MD5 digest, as a value. What a client merely states of a blob may be shorter or longer than a digest: Azure
/// keeps it and gives it back.
///
/// @param base64 as in the `Content-MD5` header
public record Md5(String base64) {
    private static final int LENGTH = 16;
    private static final int LONGEST_STATED = 64;

    /// @param digest 16 bytes, unless it was only stated
    public static Md5 of(byte[] digest) {
        return new Md5(Base64.getEncoder().encodeToString(digest));
    }

    /// Of these bytes.
    public static Md5 ofBytes(byte[] bytes) {
        return of(Intake.md5().digest(bytes));
    }

    /// Reads the Base64 of a header such as `Content-MD5`, by which bytes are to be checked.
    ///
    /// @throws AmanaException `INVALID_MD5` when it is not the Base64 of 16 bytes
    public static Md5 parse(String header, String text) {
        return of(HeaderBytes.decode(ErrorCode.INVALID_MD5, header, text, LENGTH, LENGTH));
    }

    /// Reads what is stated of a blob and checked by nobody, such as `x-ms-blob-content-md5` of Set Blob Properties.
    ///
    /// @throws AmanaException `INVALID_MD5` when it is not the Base64 of 1 to 64 bytes
    public static Md5 stated(String header, String text) {
        return of(HeaderBytes.decode(ErrorCode.INVALID_MD5, header, text, 1, LONGEST_STATED));
    }

    public byte[] bytes() {
        return Base64.getDecoder().decode(base64);
    }

    @Override
    public String toString() {
        return base64;
    }
}
