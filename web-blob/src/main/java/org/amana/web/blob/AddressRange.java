package org.amana.web.blob;

import java.net.InetAddress;
import java.util.Arrays;

/// The addresses a signature may be used from (`sip`): one, two with a dash between, or any.
sealed interface AddressRange {
    record Any() implements AddressRange {
        @Override
        public boolean contains(String address) {
            return true;
        }
    }

    /// A text that is no address: nothing is in it.
    record None() implements AddressRange {
        @Override
        public boolean contains(String address) {
            return false;
        }
    }

    record Between(InetAddress first, InetAddress last) implements AddressRange {
        @Override
        public boolean contains(String address) {
            byte[] wanted = InetAddress.ofLiteral(address).getAddress();
            return wanted.length == first.getAddress().length
                    && Arrays.compareUnsigned(first.getAddress(), wanted) <= 0
                    && Arrays.compareUnsigned(wanted, last.getAddress()) <= 0;
        }
    }

    /// @param address an address in figures, no name
    boolean contains(String address);

    static AddressRange parse(String text) {
        if (text.isEmpty()) {
            return new Any();
        }
        int dash = text.indexOf('-');
        try {
            InetAddress first = InetAddress.ofLiteral(dash < 0 ? text : text.substring(0, dash));
            InetAddress last = dash < 0 ? first : InetAddress.ofLiteral(text.substring(dash + 1));
            return first.getAddress().length == last.getAddress().length ? new Between(first, last) : new None();
        } catch (IllegalArgumentException _) {
            return new None();
        }
    }
}
