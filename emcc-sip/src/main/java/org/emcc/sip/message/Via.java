package org.emcc.sip.message;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;
import org.emcc.sip.internal.Addresses;

/**
 * One hop of a Via header: transport, the address that the request was sent by, and parameters. It keeps the text it was read
 * from, and two are equal when their texts are.
 *
 * <p>Source: RFC 3261 20.42, RFC 3581; sip 5.2 and 5.9.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Via {
    private final String text;
    private final String transport;
    private final String host;
    /** Or 0 when there is none. */
    private final int port;

    private final SipParameters parameters;

    private Via(String text, String transport, HostPort sentBy, SipParameters parameters) {
        this.text = text;
        this.transport = transport;
        this.host = sentBy.host();
        this.port = sentBy.port();
        this.parameters = parameters;
    }

    /**
     * The hop of a request of one's own.
     *
     * @param transport such as {@code UDP}
     * @param sentBy where answers are awaited, an address and a port
     * @param branch the id of the transaction, beginning with {@code z9hG4bK}
     * @return the hop
     * @throws IllegalArgumentException when transport or branch are no tokens, or the port is 0
     */
    public static Via of(String transport, InetSocketAddress sentBy, String branch) {
        if (!Grammar.isToken(transport) || !Grammar.isToken(branch)) {
            throw new IllegalArgumentException("transport and branch must be tokens, but are \""
                    + Require.clip(transport) + "\" and \"" + Require.clip(branch) + "\"");
        }
        int port = Require.range(sentBy.getPort(), "port", 1, 65535);
        String address = Addresses.plain(sentBy.getAddress());
        SipParameters.Joiner joined = new SipParameters.Joiner(head(transport, address, port));
        joined.add("branch", branch);
        SipParameters parameters = joined.parameters();
        return new Via(parameters.whole(), transport, new HostPort(address, port), parameters);
    }

    private static StringBuilder head(String transport, String host, int port) {
        StringBuilder head =
                new StringBuilder(100).append("SIP/2.0/").append(transport).append(' ');
        HostPort.append(head, host, port);
        return head;
    }

    /**
     * Reads one hop.
     *
     * @param text the value of a Via header that holds one
     * @return the hop, or why it is none
     */
    public static Decoded<Via> decode(String text) {
        return Grammar.decode(text, Via::decodeOrThrow);
    }

    /**
     * Reads one hop.
     *
     * @param text the value of a Via header that holds one
     * @return the hop
     * @throws SipFormatException when it is none
     */
    public static Via decodeOrThrow(String text) {
        return Grammar.whole(Objects.requireNonNull(text, "text"), Via::read);
    }

    /** Reads hops separated by commas. */
    static List<Via> list(Grammar in) {
        return Grammar.list(in, Via::read);
    }

    /** White space is legal around the slashes and the colon. */
    static Via read(Grammar in) {
        int start = in.position();
        if (in.takes("SIP/2.0/")) {
            in.space();
        } else {
            protocol(in, start);
        }
        String transport = in.token("the transport of Via");
        int beforeHost = in.position();
        in.space();
        if (in.position() == beforeHost) {
            throw SipFormatException.at(beforeHost, "the transport of Via must be followed by a blank", in.rest());
        }
        int hostAt = in.position();
        HostPort sentBy = sentBy(in, hostAt);
        SipParameters parameters = SipParameters.read(in);
        return new Via(Grammar.trimmed(in.since(start)), transport, sentBy, parameters);
    }

    private static void protocol(Grammar in, int start) {
        String protocol = in.token("the protocol of Via");
        in.space();
        in.demand('/', "the protocol of Via");
        in.space();
        String version = in.token("the version of Via");
        if (!protocol.equalsIgnoreCase("SIP") || !version.equals("2.0")) {
            throw SipFormatException.at(start, "Via must be of SIP/2.0", protocol + "/" + version);
        }
        in.space();
        in.demand('/', "the version of Via");
        in.space();
    }

    private static HostPort sentBy(Grammar in, int hostAt) {
        if (in.takes('[')) {
            in.skipUntilSpaceOr(']', ']', ']');
            in.takes(']');
        } else {
            in.skipUntilSpaceOr(':', ';', ',');
        }
        int hostEnd = in.position();
        in.space();
        if (!in.takes(':')) {
            return HostPort.read(in, hostAt, hostEnd);
        }
        boolean blanks = in.position() > hostEnd + 1;
        int portAt = in.position();
        in.space();
        blanks |= in.position() > portAt;
        portAt = in.position();
        in.skipUntilSpaceOr(';', ',', ',');
        return blanks
                ? HostPort.read(
                        new Grammar(in.text().substring(hostAt, hostEnd) + ":" + in.since(portAt)),
                        0,
                        hostEnd - hostAt + 1 + in.position() - portAt)
                : HostPort.read(in, hostAt, in.position());
    }

    /**
     * The transport as it is written.
     *
     * @return such as {@code UDP}
     */
    public String transport() {
        return transport;
    }

    /**
     * The host that the request was sent by.
     *
     * @return a host name or an address, without brackets
     */
    public String host() {
        return host;
    }

    /**
     * The port that the request was sent by.
     *
     * @return 1 to 65535, or empty for the default of the transport
     */
    public OptionalInt port() {
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /**
     * The parameters.
     *
     * @return the parameters
     */
    public SipParameters parameters() {
        return parameters;
    }

    /**
     * The id of the transaction.
     *
     * @return the branch, or empty when there is none
     */
    public Optional<String> branch() {
        return parameters.value("branch");
    }

    /**
     * This hop as its answer has it: with {@code received} when the request came from another address than it says or asked for
     * {@code rport}, and with {@code rport} when it asked for it.
     *
     * <p>Source: RFC 3261 18.2.1, RFC 3581 4; sip 5.9.
     *
     * @param source where the request came from
     * @return the hop; the same when nothing is to be added
     */
    public Via receivedFrom(InetSocketAddress source) {
        String from = Addresses.plain(source.getAddress());
        boolean rport = parameters.has("rport");
        if (!rport && from.equalsIgnoreCase(host)) {
            return this;
        }
        SipParameters next = parameters.replaced("received", from);
        if (rport) {
            next = next.replaced("rport", Integer.toString(source.getPort()));
        }
        return new Via(head(transport, host, port).append(next).toString(), transport, new HostPort(host, port), next);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Via that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The hop as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
