package org.amana.web.blob;

import java.util.Set;
import java.util.stream.Collectors;
import org.amana.blob.AnonymousAccess;
import org.amana.kernel.AmanaException;
import org.amana.kernel.ErrorCode;
import org.amana.policy.BoxFacts;
import org.amana.policy.DataClass;

/// `x-ms-blob-public-access`: whether everybody may read. It is given for a container that declares to hold data of
/// class `none` alone, in an account that has the purpose `open`; setting it is the owner's word that the purpose
/// covers this container. Everybody else who reads has a purpose of their own.
public final class PublicAccess {
    static final String HEADER = "x-ms-blob-public-access";

    private PublicAccess() {}

    /// What the call asks for.
    ///
    /// @throws AmanaException `INVALID_HEADER` for another word than Azure's
    static AnonymousAccess wanted(Call call) {
        return call.find(HEADER)
                .map(word -> AnonymousAccess.of(word).orElseThrow(() -> call.invalid(HEADER, "blob or container")))
                .orElse(AnonymousAccess.NONE);
    }

    /// @param facts of the container
    /// @param open  whether the account has the purpose `open`
    /// @throws AmanaException `PUBLIC_ACCESS_NOT_PERMITTED` when it cannot be given, saying what is missing
    public static void require(AnonymousAccess wanted, BoxFacts facts, boolean open) {
        if (wanted == AnonymousAccess.NONE) {
            return;
        }
        if (!open) {
            throw refused(wanted, "the account has no purpose open (amana purpose open)");
        }
        if (!facts.classes().equals(Set.of(DataClass.NONE))) {
            String declared = facts.classes().isEmpty()
                    ? "nothing, which is taken for personal"
                    : facts.classes().stream().map(DataClass::word).sorted().collect(Collectors.joining(", "));
            throw refused(
                    wanted,
                    "container " + facts.container() + " declares " + declared
                            + ", not data of class none alone (amana container declare)");
        }
    }

    private static AmanaException refused(AnonymousAccess wanted, String why) {
        return new AmanaException(
                        ErrorCode.PUBLIC_ACCESS_NOT_PERMITTED,
                        "public access " + wanted.word() + " is not possible: " + why)
                .with("HeaderName", HEADER)
                .with("HeaderValue", wanted.word());
    }
}
