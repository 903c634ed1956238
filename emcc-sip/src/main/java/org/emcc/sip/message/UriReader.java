package org.emcc.sip.message;

/** Reads a URI of any scheme, which is all of a text. */
final class UriReader {
    private UriReader() {}

    static Uri read(Grammar in) {
        String text = in.text();
        if (text.startsWith("sip:")) {
            return SipUri.read("sip", in);
        }
        for (int i = 0; i < in.length(); i++) {
            if (Grammar.isForeignToUri(in.octet(i))) {
                throw SipUri.foreign(text, i);
            }
        }
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : Grammar.lower(text.substring(0, colon));
        boolean legal = !scheme.isEmpty()
                && !Grammar.isDigit(scheme.charAt(0))
                && scheme.chars().allMatch(c -> Grammar.isAlphanumeric(c) || c == '+' || c == '-' || c == '.');
        if (!legal) {
            throw SipFormatException.at(0, "a URI must begin with a scheme and a colon", text);
        }
        if (scheme.equals("sip") || scheme.equals("sips")) {
            return SipUri.read(scheme, in);
        }
        if (scheme.equals("tel")) {
            return TelUri.read(in);
        }
        return new OpaqueUri(scheme, text);
    }
}
