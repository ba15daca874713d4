package org.amana.policy;

import java.util.List;
import org.amana.ledger.EntryDraft;
import org.amana.ledger.Ledger;
import org.amana.ledger.Opening;
import org.amana.ledger.Receipt;

/// Writes the entry of an access: what everybody may see of it, and what is sealed. Each method returns when the
/// entry is durable, and throws `LEDGER_UNAVAILABLE` if it cannot be written. Safe for many threads.
final class AccessEntries {
    private static final List<String> ONE_OBJECT = List.of("object:1");

    private final Ledger ledger;

    AccessEntries(Ledger ledger) {
        this.ledger = ledger;
    }

    /// @param amounts [Amounts#NONE] for what failed
    Receipt allowed(AccessRequest request, Ruling.Allowed allowed, Amounts amounts) {
        EntryDraft draft = draft(
                request,
                box(request),
                allowed.purpose().id().toString(),
                EntryDraft.Verdict.ALLOW,
                allowed.rules(),
                allowed.policies(),
                amounts);
        return ledger.append(draft, opening(request));
    }

    /// The container stays untold where it was for the purpose not to come there: else whoever has a key would learn
    /// which containers there are, and what they are called in the ledger.
    Receipt refused(AccessRequest request, Ruling.Refused refused) {
        return refused(request, refused, BaselineRule.areOfTheDeed(refused.rules()) ? box(request) : "");
    }

    /// Of who was let come there, and may not do this.
    Receipt refusedInside(AccessRequest request, Ruling.Refused refused) {
        return refused(request, refused, box(request));
    }

    private Receipt refused(AccessRequest request, Ruling.Refused refused, String box) {
        EntryDraft draft = draft(
                request,
                box,
                refused.purpose(),
                EntryDraft.Verdict.DENY,
                refused.rules(),
                refused.policies(),
                Amounts.NONE);
        return ledger.append(draft, box.isEmpty() ? openingWithContainer(request) : opening(request));
    }

    private static EntryDraft draft(
            AccessRequest request,
            String box,
            String purpose,
            EntryDraft.Verdict verdict,
            List<String> rules,
            String policies,
            Amounts amounts) {
        if (box.isEmpty() && amounts.stored() != 0) {
            throw new IllegalStateException("stored bytes change outside any container: " + request);
        }
        return new EntryDraft.Access(
                request.account().pseudonym(),
                box,
                request.service().word(),
                request.action().word(),
                Words.sorted(request.features(), word -> word),
                purpose,
                verdict,
                rules,
                policies,
                amounts.in(),
                amounts.out(),
                amounts.stored(),
                units(amounts));
    }

    private static String box(AccessRequest request) {
        return request.box().map(BoxFacts::boxPseudonym).orElse("");
    }

    private static List<String> units(Amounts amounts) {
        if (amounts.units() == 0) {
            return switch ((int) Math.min(amounts.objects(), 2)) {
                case 0 -> List.of();
                case 1 -> ONE_OBJECT;
                default -> List.of("object:" + amounts.objects());
            };
        }
        return List.of("object:" + amounts.objects(), "unit:" + amounts.units());
    }

    /// For an entry that does not say where: what is sealed does.
    private static Opening openingWithContainer(AccessRequest request) {
        return request.object().isPresent()
                ? opening(request)
                : opening(request.withObject(
                        request.box().map(BoxFacts::container).orElse("")));
    }

    private static Opening opening(AccessRequest request) {
        return new Opening(
                request.credential().principal().id().toString(),
                request.object().orElse(""),
                request.caller().client(),
                request.individualCase().orElse(""));
    }
}
