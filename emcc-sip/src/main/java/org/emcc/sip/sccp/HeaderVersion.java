package org.emcc.sip.sccp;

/**
 * The version that stands in the header of a message. Source: sip 4.10 (0 for the oldest, then 0x11 and up); that some messages always
 * have 0 is inferred from published servers.
 */
final class HeaderVersion {
    private static final int FIRST = 0x11;

    private HeaderVersion() {}

    static int of(SccpMessage message, int protocol) {
        boolean always0 = message instanceof CallManagerMessage.RegisterAck
                || message instanceof CallManagerMessage.KeepAliveAck
                || message instanceof CallManagerMessage.UnregisterAck;
        return always0 || protocol < FIRST ? 0 : protocol;
    }

    /** Whether a phone is told states in the newer messages. Inferred. */
    static boolean isNewer(int protocol) {
        return protocol >= FIRST;
    }
}
