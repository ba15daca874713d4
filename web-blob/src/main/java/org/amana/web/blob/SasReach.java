package org.amana.web.blob;

import java.util.Optional;
import org.amana.blob.BlobName;
import org.amana.kernel.ErrorCode;

/// What a signature for one container and below is good for (Azure: *Create a service SAS*, *Specify the signed
/// resource*).
///
/// @param resource `sr`: `c`ontainer, `b`lob, `bs` snapshot, `bv` version, `d`irectory
/// @param moment   of a snapshot or version, which is signed too; "" otherwise
/// @param depth    `sdd`, of a directory: how many names stand in its path
/// @param prefix   of what a listing asks for, which must lie in the directory
record SasReach(String resource, String moment, String depth, String prefix) {
    private static final int DEEPEST = 254;

    static SasReach of(Query query) {
        String resource = query.text("sr");
        String moment = switch (resource) {
            case "bs" -> query.text("snapshot");
            case "bv" -> query.text("versionid");
            default -> "";
        };
        return new SasReach(resource, moment, query.text("sdd"), BlobName.withSlashes(query.text("prefix")));
    }

    /// The resource as signatures name it; of a directory, the part of the path that lies above what is asked for,
    /// so that a signature fits everything in its directory and nothing beside it.
    ///
    /// @param service `/blob/`, or `/` in old versions
    String canonical(String service, Target target) {
        String container = service + target.account() + "/" + target.container();
        return switch (resource) {
            case "c" -> container;
            case "d" -> container + "/" + directory(target).orElse("");
            default -> container + "/" + target.blob();
        };
    }

    /// Why it does not reach what is asked for. That the directory is the one that was signed shows in the
    /// signature.
    Optional<AzureError> mismatch(Need need, Sas.Terms terms, Target target) {
        if (isOlderThanItsResource(terms)) {
            return Optional.of(AzureErrors.of(ErrorCode.AUTHENTICATION_FAILED)
                    .with(
                            "AuthenticationErrorDetail",
                            "sr is " + resource + ", which there is not yet in version " + terms.version()));
        }
        return switch (resource) {
            case "c" -> Optional.empty();
            case "d" ->
                keepsToItsPrefix(need, target) && directory(target).isPresent()
                        ? Optional.empty()
                        : Optional.of(Sas.permissionMismatch("The signature is for a directory " + depth
                                + " names deep (sdd), in which this does not lie."));
            case "b", "bs", "bv" ->
                target.level() == Level.BLOB
                        ? Optional.empty()
                        : Optional.of(Sas.permissionMismatch("The signature is for one blob, not for its container."));
            default ->
                Optional.of(AzureErrors.of(ErrorCode.AUTHENTICATION_FAILED)
                        .with("AuthenticationErrorDetail", "sr is c, b, bs, bv or d, not " + resource));
        };
    }

    /// Versions that know no such resource do not sign which it is either: what they sign for a blob would be good for
    /// a directory of its name.
    private boolean isOlderThanItsResource(Sas.Terms terms) {
        return switch (resource) {
            case "bs", "bv" -> !terms.isAtLeast(ServiceVersion.V2018_11_09);
            case "d" -> !terms.isAtLeast(ServiceVersion.V2020_02_10);
            default -> false;
        };
    }

    /// Of what is asked of a container, a listing alone tells nothing beside its prefix.
    private static boolean keepsToItsPrefix(Need need, Target target) {
        return target.level() == Level.BLOB || need.isOf(ListBlobsOperation.NEED);
    }

    /// The first names of the path, as many as the signature says its directory has. Of a listing they must be whole:
    /// the prefix `logs` would list `logs-of-others` too.
    private Optional<String> directory(Target target) {
        String path = target.level() == Level.BLOB ? target.blob() + "/" : prefix;
        int names = depth.matches("[0-9]{1,3}") ? Integer.parseInt(depth) : Integer.MAX_VALUE;
        if (names > DEEPEST) {
            return Optional.empty();
        }
        int end = 0;
        for (int i = 0; i < names; i++) {
            int slash = path.indexOf('/', end);
            if (slash < 0) {
                return Optional.empty();
            }
            end = slash + 1;
        }
        return Optional.of(end == 0 ? "" : path.substring(0, end - 1));
    }
}
