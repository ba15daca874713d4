package org.amana.inventory;

import java.util.List;
import org.amana.kernel.AmanaException;

/// The rules of an account.
///
/// @param text as it was written, in JSON
public record InventoryPolicy(String text, List<InventoryRule> rules) {
    public InventoryPolicy {
        rules = List.copyOf(rules);
    }

    /// Reads an inventory policy in the form that Azure has (*Inventory policy*): what
    /// `az storage account blob-inventory-policy create --policy` takes.
    ///
    /// @throws AmanaException `INVALID_ARGUMENT` naming the place and what is wrong with it; what is not
    ///     understood is never passed over
    public static InventoryPolicy parse(String json) {
        return new InventoryPolicy(json, new InventoryPolicyReader(json).rules());
    }

    /// How many of its rules are on.
    public long enabled() {
        return rules.stream().filter(InventoryRule::enabled).count();
    }
}
