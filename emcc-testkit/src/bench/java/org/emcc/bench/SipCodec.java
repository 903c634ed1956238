package org.emcc.bench;

import java.util.List;

/** A library that reads and writes SIP messages. */
interface SipCodec {
    /** What {@link #read} tells of a message: text or numbers, and each prints as every library's does. */
    List<String> READ = List.of(
            "transport, host, port and branch of the first Via",
            "user, host and tag of From",
            "user and host of To",
            "Call-ID",
            "number and method of CSeq",
            "user, host and port of Contact",
            "type and subtype of Content-Type");

    /** How many values that are. */
    int VALUES = 17;

    /** What differs between two requests of a kind. */
    record Ids(String branch, String tag, String callId, int cseq) {
        static Ids of(int number) {
            String hex = String.format("%08x", number);
            return new Ids(
                    "z9hG4bK7d20" + hex,
                    "020000aabbcc00140d3f2a10-" + hex,
                    "020000aa-bbcc0003-1f2e3d4c-" + hex + "@" + SipSamples.PHONE,
                    101 + number % 10_000);
        }
    }

    String name();

    /** Frames and parses a datagram, and puts the values of seven headers where it is told. */
    void read(byte[] message, Object[] values) throws Exception;

    /** An INVITE as {@link SipSamples} has it, from values to bytes. */
    byte[] invite(Ids ids) throws Exception;

    /** A REGISTER as {@link SipSamples} has it, from values to bytes. */
    byte[] register(Ids ids) throws Exception;
}
