package org.amana.lifecycle;

import java.util.Comparator;
import org.amana.blob.Tier;

/// What is done to a blob whose time has come.
sealed interface Step {
    record Delete() implements Step {}

    record Move(Tier to) implements Step {}

    /// Where several are due, the one that costs least to keep is taken: deletion, then the coldest tier (Azure:
    /// *Lifecycle management policies that transition blobs*).
    Comparator<Step> BY_THRIFT = Comparator.comparing((Step step) -> step instanceof Delete)
            .thenComparing(step -> switch (step) {
                case Delete _ -> Tier.ARCHIVE;
                case Move(Tier to) -> to;
            });
}
