package org.emcc.tftp.protocol;

/** The few things about raw packets that more than one type needs. */
final class WireText {
    private WireText() {}

    /** Demands text that can stand in a packet. */
    static void require(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || text.charAt(i) > 0xFF) {
                throw new IllegalArgumentException(
                        what + " must hold no NUL and nothing above U+00FF, but does at index " + i);
            }
        }
    }

    /** The opcode of a datagram, whatever follows; -1 when it has none. */
    static int opcode(byte[] datagram) {
        return datagram.length < 2 ? -1 : ((datagram[0] & 0xFF) << 8) | (datagram[1] & 0xFF);
    }
}
