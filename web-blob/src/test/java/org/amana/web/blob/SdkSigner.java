package org.amana.web.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.implementation.util.BlobSasImplUtil;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.implementation.AccountSasImplUtil;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import com.azure.storage.common.sas.SasIpRange;
import com.azure.storage.common.sas.SasProtocol;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Signatures by the unmodified classes of the Azure SDK for Java, in any version that it knows. The SDK takes the
/// version from its configuration once, when its classes are loaded; so they are loaded anew for each.
public final class SdkSigner {
    static final OffsetDateTime START = OffsetDateTime.parse("2026-11-24T00:00:00Z");
    static final OffsetDateTime EXPIRY = OffsetDateTime.parse("2026-11-25T00:00:00Z");
    private static final String VERSION = "AZURE_STORAGE_SAS_SERVICE_VERSION";

    private SdkSigner() {}

    /// The queries of signatures of that version, by what they are for: `account`, `blob`, `snapshot`, `version`,
    /// `directory`, and the same with `delegated-` in front.
    ///
    /// @param base64 the account's key, and the delegation key's value
    @SuppressWarnings("unchecked") // the other class loader's Map is the JDK's, too
    static Map<String, String> sign(String version, String base64) {
        System.setProperty(VERSION, version);
        try (URLClassLoader fresh = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            return (Map<String, String>) Class.forName(SdkSigner.class.getName(), true, fresh)
                    .getMethod("all", String.class)
                    .invoke(null, base64);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            System.clearProperty(VERSION);
        }
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> {
                    try {
                        return Path.of(entry).toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toArray(URL[]::new);
    }

    /// Called by way of another class loader.
    public static Map<String, String> all(String base64) {
        StorageSharedKeyCredential key = new StorageSharedKeyCredential("acct", base64);
        Map<String, String> signed = new HashMap<>();
        signed.put("account", account(key));
        each(
                signed,
                "",
                (values, snapshot, version) ->
                        util(values, "dir/b c", snapshot, version).generateSas(key, Context.NONE));
        UserDelegationKey delegation = new UserDelegationKey()
                .setSignedObjectId("oid")
                .setSignedTenantId("tid")
                .setSignedStart(START)
                .setSignedExpiry(EXPIRY)
                .setSignedService("b")
                .setSignedVersion("2020-02-10")
                .setSignedDelegatedUserTenantId("their-tid")
                .setValue(base64);
        each(
                signed,
                "delegated-",
                (values, snapshot, version) -> util(
                                values.setPreauthorizedAgentObjectId("agent")
                                        .setCorrelationId("11111111-2222-3333-4444-55555555555a")
                                        .setDelegatedUserObjectId("their-oid")
                                        .setRequestHeaders(Map.of("x-ms-a", "1", "Range", "bytes=0-4"))
                                        .setRequestQueryParameters(Map.of("comp", "block", "blockid", "QQ==")),
                                "dir/b c",
                                snapshot,
                                version)
                        .generateUserDelegationSas(delegation, "acct", Context.NONE));
        return signed;
    }

    private interface Signing {
        String of(BlobServiceSasSignatureValues values, String snapshot, String version);
    }

    private static void each(Map<String, String> signed, String prefix, Signing signing) {
        signed.put(prefix + "blob", signing.of(values(), null, null));
        signed.put(prefix + "snapshot", signing.of(values(), "2026-11-24T03:00:00.1234567Z", null));
        signed.put(prefix + "version", signing.of(values(), null, "2026-11-24T03:00:00.7654321Z"));
        signed.put(prefix + "directory", signing.of(values().setDirectory(true), null, null));
    }

    private static BlobServiceSasSignatureValues values() {
        return new BlobServiceSasSignatureValues(EXPIRY, BlobSasPermission.parse("rwdl"))
                .setStartTime(START)
                .setProtocol(SasProtocol.HTTPS_ONLY)
                .setSasIpRange(SasIpRange.parse("10.0.0.1-10.0.0.9"))
                .setCacheControl("no-cache")
                .setContentDisposition("attachment; filename=\"a b\"")
                .setContentEncoding("gzip")
                .setContentLanguage("ar")
                .setContentType("text/plain");
    }

    private static BlobSasImplUtil util(
            BlobServiceSasSignatureValues values, String blob, String snapshot, String version) {
        return new BlobSasImplUtil(values, "con", blob, snapshot, version, "scope");
    }

    private static String account(StorageSharedKeyCredential key) {
        AccountSasSignatureValues values = new AccountSasSignatureValues(
                        EXPIRY,
                        AccountSasPermission.parse("rwdlac"),
                        AccountSasService.parse("bf"),
                        AccountSasResourceType.parse("sco"))
                .setStartTime(START)
                .setProtocol(SasProtocol.HTTPS_HTTP)
                .setSasIpRange(SasIpRange.parse("10.0.0.1"));
        return new AccountSasImplUtil(values, "scope").generateSas(key, Context.NONE);
    }
}
