package org.emcc.core.em;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.emcc.core.Decoded;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode;
import org.emcc.core.internal.XmlNode.Element;

/**
 * Reads and writes the documents of UDS by which clusters find out where a user is at home. The reader accepts documents of at most 256
 * KiB in any order of elements, passes over a DOCTYPE without resolving anything, and ignores elements and attributes that it does not
 * know but keeps them ({@link MessageExtras}), and they are written back; what stands in {@code homeClusterDetails} and {@code
 * capabilities} it keeps by name. What it refuses it names by its path and never quotes.
 *
 * <p>Source: em-api-and-axl 3.6.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class UdsCodec {
    private UdsCodec() {}

    private interface Reading<T> {
        T of(Fields root) throws Fields.Broken;
    }

    /** The same with what else stood in the document. */
    private interface Keeping<T> {
        T with(T read, MessageExtras extras);
    }

    /**
     * Writes an answer to where a user is at home.
     *
     * @param user the answer
     * @return the document in UTF-8
     */
    public static byte[] encode(ClusterUser user) {
        return bytes(user.extras().into(known(user)));
    }

    private static Element known(ClusterUser user) {
        List<XmlNode> parts = new ArrayList<>();
        if (user instanceof ClusterUser.Found found) {
            parts.add(result(found));
            parts.add(homeCluster(found));
            if (!found.details().isEmpty()) {
                parts.add(texts("homeClusterDetails", found.details()));
            }
        } else {
            parts.add(new Element("result", Map.of("found", "false"), List.of()));
        }
        return new Element("clusterUser", said(Map.of(), user.source()), parts);
    }

    /**
     * Writes the servers of a cluster.
     *
     * @param servers the servers
     * @return the document in UTF-8
     */
    public static byte[] encode(UdsServers servers) {
        return bytes(servers.extras().into(known(servers)));
    }

    private static Element known(UdsServers servers) {
        List<Element> each = servers.servers().stream()
                .map(server -> Element.of("server", server.toString()))
                .toList();
        return new Element("servers", said(Map.of(), servers.source()), List.copyOf(each));
    }

    /**
     * Writes the release of a cluster.
     *
     * @param version the release and the flags
     * @return the document in UTF-8
     */
    public static byte[] encode(UdsVersion version) {
        return bytes(version.extras().into(known(version)));
    }

    private static Element known(UdsVersion version) {
        List<Element> parts =
                List.of(Element.of("version", version.release()), texts("capabilities", version.capabilities()));
        return new Element("versionInformation", said(Map.of(), version.source()), List.copyOf(parts));
    }

    private static Element result(ClusterUser.Found found) {
        return new Element("result", said(Map.of("found", "true"), found.user()), List.of());
    }

    private static Element homeCluster(ClusterUser.Found found) {
        Map<String, String> attributes = found.serversUri()
                .map(uri -> Map.of("serversUri", uri.toString()))
                .orElse(Map.of());
        return new Element(
                "homeCluster",
                attributes,
                List.of(new XmlNode.Text(found.homeCluster().toString())));
    }

    private static Element texts(String name, Map<String, String> texts) {
        List<Element> parts = new ArrayList<>();
        texts.forEach((each, text) -> parts.add(Element.of(each, text)));
        return Element.of(name, parts);
    }

    /** Attributes in the order of the published sample; what is not said is not written. */
    private static Map<String, String> said(Map<String, String> first, UdsSource source) {
        Map<String, String> attributes = new LinkedHashMap<>(first);
        if (!source.uri().isEmpty()) {
            attributes.put("uri", source.uri());
        }
        if (!source.version().isEmpty()) {
            attributes.put("version", source.version());
        }
        return attributes;
    }

    private static byte[] bytes(Element root) {
        return Xml.write(root).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads an answer to where a user is at home.
     *
     * @param document the document
     * @return the answer, or the first reason why there is none
     */
    public static Decoded<ClusterUser> decodeClusterUser(byte[] document) {
        return decode(document, "clusterUser", UdsCodec::clusterUser, UdsCodec::known, UdsCodec::keeping);
    }

    /**
     * Reads an answer to where a user is at home, or throws.
     *
     * @param document the document
     * @return the answer
     * @throws EmFormatException when the document is none
     */
    public static ClusterUser decodeClusterUserOrThrow(byte[] document) {
        return orThrow(decodeClusterUser(document), "clusterUser of UDS");
    }

    /**
     * Reads the servers of a cluster.
     *
     * @param document the document
     * @return the servers, or the first reason why there are none
     */
    public static Decoded<UdsServers> decodeServers(byte[] document) {
        return decode(
                document,
                "servers",
                UdsCodec::servers,
                UdsCodec::known,
                (read, extras) -> new UdsServers(read.source(), read.servers(), extras));
    }

    /**
     * Reads the servers of a cluster, or throws.
     *
     * @param document the document
     * @return the servers
     * @throws EmFormatException when the document is none
     */
    public static UdsServers decodeServersOrThrow(byte[] document) {
        return orThrow(decodeServers(document), "list of servers of UDS");
    }

    /**
     * Reads the release of a cluster.
     *
     * @param document the document
     * @return the release and the flags, or the first reason why there are none
     */
    public static Decoded<UdsVersion> decodeVersion(byte[] document) {
        return decode(
                document,
                "versionInformation",
                UdsCodec::version,
                UdsCodec::known,
                (read, extras) -> new UdsVersion(read.source(), read.release(), read.capabilities(), extras));
    }

    /**
     * Reads the release of a cluster, or throws.
     *
     * @param document the document
     * @return the release and the flags
     * @throws EmFormatException when the document is none
     */
    public static UdsVersion decodeVersionOrThrow(byte[] document) {
        return orThrow(decodeVersion(document), "version of UDS");
    }

    private static <T> T orThrow(Decoded<T> decoded, String what) {
        return decoded.value()
                .orElseThrow(() ->
                        ClusterMessageCodec.refusal(what, decoded.problems().get(0)));
    }

    private static ClusterUser keeping(ClusterUser read, MessageExtras extras) {
        return read instanceof ClusterUser.Found found
                ? found.with(extras)
                : new ClusterUser.NotFound(read.source(), extras);
    }

    private static <T> Decoded<T> decode(
            byte[] document, String root, Reading<T> reading, Function<T, Element> known, Keeping<T> keeping) {
        Objects.requireNonNull(document, "document");
        try {
            Element element = Xml.read(document, Xml.Limits.MESSAGE, Xml.Doctype.IGNORED);
            if (!element.name().equals(root)) {
                return Decoded.refused("root", "the root must be " + root);
            }
            T read = reading.of(Fields.of(element));
            MessageExtras extras = MessageExtras.between(element, known.apply(read), (parent, child) -> false);
            return Decoded.ok(keeping.with(read, extras));
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        } catch (Fields.Broken e) {
            return new Decoded.Refused<>(List.of(e.problem()));
        }
    }

    private static ClusterUser clusterUser(Fields root) throws Fields.Broken {
        UdsSource source = source(root);
        Fields result = root.child("result");
        if (!result.attribute("found", Fields::bool)) {
            return new ClusterUser.NotFound(source);
        }
        Fields home = root.child("homeCluster");
        ClusterUser.Found.Builder found = ClusterUser.Found.builder(
                        source, home.as(text -> ServiceAddress.parse(text.trim())))
                .user(source(result));
        home.optionalAttribute("serversUri", UdsCodec::uri).ifPresent(found::serversUri);
        Optional<Fields> details = root.optional("homeClusterDetails");
        if (details.isPresent()) {
            Map<String, String> texts = details.get().texts();
            details.get().made(() -> found.details(texts));
        }
        return found.build();
    }

    private static UdsServers servers(Fields root) throws Fields.Broken {
        List<ServiceAddress> servers = new ArrayList<>();
        for (Fields server : root.all("server")) {
            servers.add(server.as(text -> ServiceAddress.parse(text.trim())));
        }
        return new UdsServers(source(root), servers);
    }

    private static UdsVersion version(Fields root) throws Fields.Broken {
        UdsSource source = source(root);
        String release = root.value("version", text -> Require.text(text.trim(), "release", 64));
        Optional<Fields> capabilities = root.optional("capabilities");
        Map<String, String> texts =
                capabilities.isPresent() ? capabilities.get().texts() : Map.of();
        return root.made(() -> new UdsVersion(source, release, texts));
    }

    private static UdsSource source(Fields fields) throws Fields.Broken {
        Optional<String> uri = fields.optionalAttribute("uri", String::trim);
        Optional<String> version = fields.optionalAttribute("version", String::trim);
        return fields.made(() -> new UdsSource(uri.orElse(""), version.orElse("")));
    }

    private static URI uri(String text) {
        try {
            return new URI(Require.text(text.trim(), "URI", 2048));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the value must be a URI, but is not", e);
        }
    }
}
