package org.amana.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The purposes that Amana makes by itself. Their legal bases are what fits most sites; a site whose basis is
/// another makes its own purposes and ends these.
///
/// Purposes are terms of the W3C Data Privacy Vocabulary 2 (`https://w3id.org/dpv#`), legal bases of its GDPR
/// extension (`https://w3id.org/dpv/legal/eu/gdpr#`).
final class FirstPurposes {
    private static final String LEGITIMATE_INTERESTS = "eu-gdpr:A6-1-f";
    private static final String LEGAL_OBLIGATION = "eu-gdpr:A6-1-c";

    private FirstPurposes() {}

    /// Everything on data, nothing on people's rights to it.
    static PurposeDraft stewardship(String account) {
        Scope everything = Scope.everythingOnData()
                .withServices(EnumSet.complementOf(EnumSet.of(Service.ADMIN)).toArray(Service[]::new));
        return draft(
                account,
                new Text("Stewardship", "أمانة البيانات"),
                "dpv:RecordManagement",
                LEGITIMATE_INTERESTS,
                everything);
    }

    /// Reading, listing and searching, nothing else.
    static PurposeDraft readingRoom(String account) {
        Scope reading = Scope.everythingOnData()
                .withClasses(DataClass.NONE, DataClass.PERSONAL)
                .withServices(Service.BLOB, Service.SEARCH, Service.DOCUMENT)
                .withActions(Action.READ, Action.LIST, Action.SEARCH);
        return draft(
                account,
                new Text("Reading room", "قاعة المطالعة"),
                "dpv:ServiceProvision",
                LEGITIMATE_INTERESTS,
                reading);
    }

    /// Purposes, keys, approvals and policies, and looking at the record of use; it cannot read data, for no
    /// service that holds any is in it.
    static PurposeDraft administration(String account) {
        Scope administering = new Scope(
                Set.of(),
                Set.of(),
                EnumSet.of(Service.ADMIN, Service.OVERSIGHT),
                Set.of(),
                EnumSet.of(Action.ADMIN, Action.LIST, Action.READ),
                Amounts.MOST,
                Amounts.MOST);
        return draft(
                account,
                new Text("Administration", "الإدارة"),
                "dpv:EnforceAccessControl",
                LEGAL_OBLIGATION,
                administering);
    }

    /// What Amana's own analysers do so that files can be found.
    static PurposeDraft machineReading(String account) {
        Scope machine = Scope.everythingOnData()
                .withClasses(DataClass.NONE, DataClass.PERSONAL, DataClass.SPECIAL)
                .withServices(
                        Service.BLOB,
                        Service.DOCUMENT,
                        Service.VISION,
                        Service.VIDEO,
                        Service.TRANSLATE,
                        Service.SEARCH)
                .withActions(Action.READ, Action.ANALYZE);
        return draft(
                account,
                new Text("Machine reading", "القراءة الآلية"),
                "dpv:TechnicalServiceProvision",
                LEGITIMATE_INTERESTS,
                machine);
    }

    /// What everybody may read, without any credential, where the owner of a container with nothing about people in
    /// it says so.
    static PurposeDraft open(String account, long bytes, long objects) {
        Scope reading = Scope.everythingOnData()
                .withClasses(DataClass.NONE)
                .withServices(Service.BLOB)
                .withFeatures(Set.of())
                .withActions(Action.READ, Action.LIST)
                .withinADay(bytes, objects);
        return draft(account, new Text("Open", "مفتوح"), "dpv:PublicBenefit", LEGITIMATE_INTERESTS, reading);
    }

    /// Trying Amana out on a developer's machine, with keys that everybody knows.
    static PurposeDraft development(String account) {
        return draft(
                account,
                new Text("Development", "التطوير"),
                "dpv:ResearchAndDevelopment",
                LEGITIMATE_INTERESTS,
                Scope.everythingOnData());
    }

    private static PurposeDraft draft(String account, Text title, String dpv, String basis, Scope scope) {
        return new PurposeDraft(account, title, dpv, basis, scope, PurposeDraft.LONGEST, List.of());
    }
}
