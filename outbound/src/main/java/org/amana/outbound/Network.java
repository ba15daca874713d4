package org.amana.outbound;

import java.net.InetAddress;

/// Addresses with a common beginning, written as `10.0.0.0/8` or `fd00::/8`.
///
/// @param bits how many of the first bits are the same
public record Network(InetAddress first, int bits) {
    public Network {
        if (bits < 0 || bits > first.getAddress().length * 8) {
            throw new IllegalArgumentException(first.getHostAddress() + "/" + bits + " is not a network");
        }
    }

    /// @throws IllegalArgumentException for anything but an address in figures, alone or with `/` and a number of
    ///     bits
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        return new Network(
                address, slash < 0 ? address.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1)));
    }

    public boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] others = address.getAddress();
        if (ours.length != others.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((ours[bit >> 3] ^ others[bit >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }
}
