package org.emcc.tftp.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlNode;
import org.emcc.tftp.TftpFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The small file by which visiting sends its phone to another cluster: home's TFTP servers, and where to log out. It replaces the
 * phone's own file from the acceptance by home until the logout.
 *
 * <p>Its element names are inferred; see {@link RedirectVocabulary}. An address is written {@code host}, or {@code host:port} where
 * the port is not 69: that form is ours (inferred), real phones know only the default. No firmware, no lines, no CAPF are in it.
 * Source: phone-config-files 4.3 and 4.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class RedirectFile {
    /** How many TFTP addresses there is room for. */
    public static final int SLOTS = 4;

    private final Map<Integer, ServiceAddress> homeTftp;
    private final @Nullable URI visitingLogout;
    private final @Nullable VersionStamp versionStamp;
    private final List<ServiceAddress> tvs;

    private RedirectFile(Builder builder) {
        this.homeTftp = new TreeMap<>(builder.homeTftp);
        this.visitingLogout = builder.visitingLogout;
        this.versionStamp = builder.versionStamp;
        this.tvs = List.copyOf(builder.tvs);
    }

    /**
     * Begins a redirect with nothing in it.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins with this redirect.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.homeTftp.putAll(homeTftp);
        builder.visitingLogout = visitingLogout;
        builder.versionStamp = versionStamp;
        builder.tvs.addAll(tvs);
        return builder;
    }

    /**
     * Whether a configuration is a redirect: it says so, or has a home TFTP address.
     *
     * @param file any phone file
     * @param vocabulary the element names
     * @return true when it is one
     */
    public static boolean isRedirect(PhoneConfiguration file, RedirectVocabulary vocabulary) {
        if (file.text(vocabulary.emccMode()).orElse("").equals("true")) {
            return true;
        }
        for (int slot = 1; slot <= SLOTS; slot++) {
            if (!file.text(vocabulary.tempTftpAddress(slot)).orElse("").isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes a redirect out of a phone file; any part may be absent.
     *
     * @param file any phone file
     * @param vocabulary the element names
     * @return the redirect, with a problem for each part that cannot be read, or a refusal when the file is none
     */
    public static Decoded<RedirectFile> from(PhoneConfiguration file, RedirectVocabulary vocabulary) {
        if (!isRedirect(file, vocabulary)) {
            return Decoded.refused(vocabulary.emccMode(), "the file is no redirect: no flag and no home TFTP address");
        }
        Builder builder = builder();
        List<Problem> problems = new ArrayList<>();
        for (int slot = 1; slot <= SLOTS; slot++) {
            String name = vocabulary.tempTftpAddress(slot);
            String text = file.text(name).orElse("");
            Optional<ServiceAddress> address = Elements.address(text);
            if (address.isPresent()) {
                builder.homeTftp(slot, address.get());
            } else if (!text.isEmpty()) {
                problems.add(new Problem(name, "not a host with an optional port"));
            }
        }
        String logout = file.text(vocabulary.visitingLogoutUri()).orElse("");
        if (!logout.isEmpty()) {
            try {
                builder.visitingLogout(new URI(logout));
            } catch (URISyntaxException e) {
                problems.add(new Problem(vocabulary.visitingLogoutUri(), "not a URI"));
            }
        }
        file.versionStamp().ifPresent(builder::versionStamp);
        file.tvs().stream().limit(Builder.MAX_TVS).forEach(builder::tvs);
        return new Decoded.Ok<>(builder.build(), problems);
    }

    /**
     * Reads a redirect in the standard vocabulary.
     *
     * @param file the bytes
     * @return the redirect, or why there is none
     */
    public static Decoded<RedirectFile> decode(byte[] file) {
        Decoded<PhoneConfiguration> decoded = PhoneConfiguration.decode(file);
        Optional<PhoneConfiguration> configuration = decoded.value();
        return configuration.isPresent()
                ? from(configuration.get(), RedirectVocabulary.standard())
                : new Decoded.Refused<>(decoded.problems());
    }

    /**
     * Reads a redirect in the standard vocabulary.
     *
     * @param file the bytes
     * @return the redirect
     * @throws TftpFormatException when there is none
     */
    public static RedirectFile decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    /**
     * Home's TFTP servers, in the order of their slots: the first is asked first.
     *
     * @return up to four addresses; port 69 where none is given
     */
    public List<ServiceAddress> homeTftp() {
        return List.copyOf(homeTftp.values());
    }

    /**
     * The address in a slot: home's first server by IPv4 and IPv6, then its backup likewise (the order is inferred).
     *
     * @param slot 1 to 4
     * @return the address, or empty when the slot is
     */
    public Optional<ServiceAddress> homeTftp(int slot) {
        return Optional.ofNullable(homeTftp.get(Require.range(slot, "slot", 1, SLOTS)));
    }

    /**
     * Where the phone logs out while it is away.
     *
     * @return a URI at visiting, or empty when absent
     */
    public Optional<URI> visitingLogout() {
        return Optional.ofNullable(visitingLogout);
    }

    /**
     * What changes when the content does.
     *
     * @return the stamp, or empty when absent
     */
    public Optional<VersionStamp> versionStamp() {
        return Optional.ofNullable(versionStamp);
    }

    /**
     * Visiting's trust verification servers, which the phone asks until it has applied the home file.
     *
     * @return the addresses; port 2445 where none is given
     */
    public List<ServiceAddress> tvs() {
        return tvs;
    }

    /**
     * The redirect as a phone file.
     *
     * @param vocabulary the element names
     * @return the file
     */
    public PhoneConfiguration toConfiguration(RedirectVocabulary vocabulary) {
        List<XmlNode> device = new ArrayList<>();
        device.add(XmlNode.Element.of("fullConfig", "false"));
        device.add(XmlNode.Element.of(vocabulary.emccMode(), "true"));
        for (int slot = 1; slot <= SLOTS; slot++) {
            ServiceAddress address = homeTftp.get(slot);
            device.add(XmlNode.Element.of(vocabulary.tempTftpAddress(slot), address == null ? "" : address.toString()));
        }
        device.add(XmlNode.Element.of(
                vocabulary.visitingLogoutUri(), visitingLogout == null ? "" : visitingLogout.toString()));
        if (versionStamp != null) {
            device.add(XmlNode.Element.of("versionStamp", versionStamp.value()));
        }
        if (!tvs.isEmpty()) {
            device.add(Elements.tvs(tvs));
        }
        device.add(XmlNode.Element.of("encrConfig", "false"));
        return PhoneConfiguration.of(XmlNode.Element.of("device", device));
    }

    /**
     * Writes the file in the standard vocabulary.
     *
     * @return a new array, in UTF-8
     */
    public byte[] encode() {
        return toConfiguration(RedirectVocabulary.standard()).encode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RedirectFile that
                && homeTftp.equals(that.homeTftp)
                && Objects.equals(visitingLogout, that.visitingLogout)
                && Objects.equals(versionStamp, that.versionStamp)
                && tvs.equals(that.tvs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(homeTftp, visitingLogout, versionStamp, tvs);
    }

    @Override
    public String toString() {
        return "RedirectFile[homeTftp=" + homeTftp + ", visitingLogout=" + visitingLogout + "]";
    }

    /**
     * Collects the parts of a redirect; all may be left out.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private static final int MAX_TVS = 5;

        private final Map<Integer, ServiceAddress> homeTftp = new TreeMap<>();
        private @Nullable URI visitingLogout;
        private @Nullable VersionStamp versionStamp;
        private final List<ServiceAddress> tvs = new ArrayList<>();

        private Builder() {}

        /**
         * One of home's TFTP servers.
         *
         * @param slot 1 to 4
         * @param server the server
         * @return this builder
         */
        public Builder homeTftp(int slot, ServiceAddress server) {
            // Port 69 is not written, so it is not kept either: what is read back equals what was built.
            homeTftp.put(
                    Require.range(slot, "slot", 1, SLOTS),
                    server.portOr(69) == 69 ? ServiceAddress.of(server.host()) : server);
            return this;
        }

        /**
         * Home's TFTP servers in the first slots; the others become empty.
         *
         * @param servers up to four
         * @return this builder
         */
        public Builder homeTftp(List<ServiceAddress> servers) {
            Require.range(servers.size(), "number of home TFTP servers", 0, SLOTS);
            homeTftp.clear();
            for (int i = 0; i < servers.size(); i++) {
                homeTftp(i + 1, servers.get(i));
            }
            return this;
        }

        /**
         * Where the phone logs out while it is away.
         *
         * @param uri a URI at visiting
         * @return this builder
         */
        public Builder visitingLogout(URI uri) {
            this.visitingLogout = Objects.requireNonNull(uri, "uri");
            return this;
        }

        /**
         * What changes when the content does.
         *
         * @param stamp the stamp
         * @return this builder
         */
        public Builder versionStamp(VersionStamp stamp) {
            this.versionStamp = Objects.requireNonNull(stamp, "stamp");
            return this;
        }

        /**
         * Adds one of visiting's trust verification servers.
         *
         * @param server the server; at most five
         * @return this builder
         */
        public Builder tvs(ServiceAddress server) {
            Require.range(tvs.size() + 1, "number of TVS members", 1, MAX_TVS);
            tvs.add(Objects.requireNonNull(server, "server"));
            return this;
        }

        /**
         * Makes the redirect.
         *
         * @return the redirect
         */
        public RedirectFile build() {
            return new RedirectFile(this);
        }
    }
}
