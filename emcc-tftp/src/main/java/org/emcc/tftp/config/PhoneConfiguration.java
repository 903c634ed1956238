package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode;
import org.emcc.tftp.TftpFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A phone's configuration file, {@code SEP<MAC>.cnf.xml}: an ordered tree of elements with typed views of some of them.
 *
 * <p>A file that was read keeps everything in its place: unknown elements and attributes, comments, the prefix {@code xsi} that
 * the product never declares. A view never fails: what is absent or unreadable is empty. Read are files of at most 2 MiB, without a
 * DOCTYPE. Source: phone-config-files 3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PhoneConfiguration {
    /** The port of a TVS that says nothing else. */
    public static final int DEFAULT_TVS_PORT = 2445;

    /** The port of a CAPF that says nothing else. */
    public static final int DEFAULT_CAPF_PORT = 3804;

    private static final int MOST_MEMBERS = 5;
    private static final String GROUP_MEMBERS = "devicePool/callManagerGroup/members";
    private static final String CAPF_LIST = "capfList";
    private static final String NTPS = "devicePool/dateTimeSetting/ntps";
    private static final int SCCP_PORT = 2000;
    private static final int SIP_PORT = 5060;

    // What is alike in all files is made once: a cluster builds a file for each login.
    private static final XmlNode.Element SIP_PROXIES = XmlNode.Element.of(
                    "sipProxies",
                    List.of(
                            XmlNode.Element.of("backupProxy", SipLine.USE_CALL_MANAGER),
                            XmlNode.Element.of("backupProxyPort", Integer.toString(SIP_PORT)),
                            XmlNode.Element.of("emergencyProxy", SipLine.USE_CALL_MANAGER),
                            XmlNode.Element.of("emergencyProxyPort", Integer.toString(SIP_PORT)),
                            XmlNode.Element.of("outboundProxy", SipLine.USE_CALL_MANAGER),
                            XmlNode.Element.of("outboundProxyPort", Integer.toString(SIP_PORT)),
                            XmlNode.Element.of("registerWithProxy", "true")))
            .kept();

    private static final XmlNode.Element VOIP_CONTROL_PORT =
            XmlNode.Element.of("voipControlPort", Integer.toString(SIP_PORT)).kept();
    private static final List<XmlNode.Element> NO_SCCP_ADDRESSES =
            kept(addresses(List.of(), "ipAddr", "port", SCCP_PORT));
    private static final List<XmlNode.Element> NO_SIP_ADDRESSES =
            kept(addresses(List.of(), "sipIpAddr", "sipPort", SIP_PORT));

    private static final XmlNode.Element FULL =
            XmlNode.Element.of("fullConfig", "true").kept();
    private static final XmlNode.Element IPV4 =
            XmlNode.Element.of("ipAddressMode", "0").kept();
    private static final XmlNode.Element NO_DIAL_TEMPLATE =
            XmlNode.Element.of("dialTemplate", "").kept();
    private static final XmlNode.Element NO_CAPF =
            XmlNode.Element.of("capfAuthMode", "0").kept();
    private static final XmlNode.Element NO_CAPF_LIST =
            XmlNode.Element.of("capfList", "").kept();
    private static final XmlNode.Element NO_HASH =
            XmlNode.Element.of("certHash", "").kept();
    private static final XmlNode.Element PLAIN =
            XmlNode.Element.of("encrConfig", "false").kept();
    private static final XmlNode.Element NO_REVERT =
            XmlNode.Element.of("revertPriority", "0").kept();
    private static final XmlNode.Element MONITOR =
            XmlNode.Element.of("connectionMonitorDuration", "120").kept();
    private static final XmlNode.Element NOT_MODIFIABLE =
            XmlNode.Element.of("userModifiable", "false").kept();
    private static final XmlNode.Element USUAL_PORTS = ports(
                    CallManagerNode.DEFAULT_SIP_PORT, CallManagerNode.DEFAULT_SECURED_SIP_PORT)
            .kept();
    private static final XmlNode.Element BOTH_SERVICES =
            XmlNode.Element.of("provisioning", "2").kept();
    private static final XmlNode.Element NO_VENDOR =
            XmlNode.Element.of("vendor", "").kept();
    private static final XmlNode.Element NO_VERSION =
            XmlNode.Element.of("version", "").kept();

    private static final Set<String> NOT_AT_HOME =
            Set.of("loadInformation", "inactiveLoadInformation", "capfAuthMode", "capfList", "certHash");

    private static final Map<String, String> OWN_METHODS = Map.of(
            "fullConfig", "build(), which makes whole files",
            "deviceProtocol", "deviceProtocol(String)",
            "versionStamp", "ownFile(VersionStamp) or homeFile(VersionStamp)",
            "userId", "userId(UserId)");

    private static final String LEFT_OUT =
            " must be left out of a home file: firmware and certificates stay those of visiting";

    private final XmlNode.Element root;

    /** Whether a builder of home files made it; not part of what it says. */
    private final boolean home;

    private static XmlNode.Element ports(int sip, int securedSip) {
        return XmlNode.Element.of(
                "ports",
                List.of(
                        XmlNode.Element.of("ethernetPhonePort", Integer.toString(SCCP_PORT)),
                        XmlNode.Element.of("sipPort", Integer.toString(sip)),
                        XmlNode.Element.of("securedSipPort", Integer.toString(securedSip))));
    }

    private static List<XmlNode.Element> kept(List<XmlNode.Element> constants) {
        return constants.stream().map(XmlNode.Element::kept).toList();
    }

    private PhoneConfiguration(XmlNode.Element root, boolean home) {
        this.root = root;
        this.home = home;
    }

    static PhoneConfiguration of(XmlNode.Element root) {
        return new PhoneConfiguration(root, false);
    }

    private PhoneConfiguration copy(XmlNode.Element changed) {
        return new PhoneConfiguration(changed, home);
    }

    XmlNode.Element root() {
        return root;
    }

    /**
     * Begins a SIP phone's own file at its own cluster, in the order of phone-config-files 3.2.
     *
     * @param stamp changes whenever the content does
     * @return a new builder
     */
    public static Builder ownFile(VersionStamp stamp) {
        return new Builder(stamp, false);
    }

    /**
     * Begins the file that home serves to a phone of another cluster: firmware is not enforced, certificates stay those of
     * visiting (no CAPF), and the user must be able to log out (phone-config-files 4.5). Copies of such a file refuse what it leaves out
     * as the builder does; a file that was read does not, because no element says that it is a home file.
     *
     * @param stamp changes whenever the content does
     * @return a new builder
     */
    public static Builder homeFile(VersionStamp stamp) {
        return new Builder(stamp, true);
    }

    /**
     * Reads a file.
     *
     * @param file the bytes, in any encoding that XML allows
     * @return the configuration, or why it cannot be read
     */
    public static Decoded<PhoneConfiguration> decode(byte[] file) {
        Objects.requireNonNull(file, "file");
        try {
            XmlNode.Element root = Xml.read(file, Xml.Limits.FILE, Xml.Doctype.REFUSED);
            return root.name().equals("device")
                    ? Decoded.ok(of(root))
                    : Decoded.refused("root element", "the root of a phone file is device");
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads a file.
     *
     * @param file the bytes, in any encoding that XML allows
     * @return the configuration
     * @throws TftpFormatException when it cannot be read
     */
    public static PhoneConfiguration decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    /**
     * Writes the file.
     *
     * @return a new array, in UTF-8
     */
    public byte[] encode() {
        return Xml.write(root).getBytes(UTF_8);
    }

    /**
     * The trimmed text of the element at a path below {@code device}; the first one where a name repeats.
     *
     * @param path element names, from the top; at least one
     * @return the text, perhaps empty, or empty when there is no such element
     */
    public Optional<String> text(String... path) {
        Require.range(path.length, "number of names in a path", 1, Xml.Limits.FILE.depth());
        return at(path).map(XmlNode.Element::text);
    }

    /**
     * Whether this is the whole configuration, not a stub.
     *
     * @return false when the file says so
     */
    public boolean full() {
        return !text("fullConfig").orElse("true").equals("false");
    }

    /**
     * {@code SIP} or {@code SCCP}.
     *
     * @return the text, or empty when absent
     */
    public Optional<String> deviceProtocol() {
        return filled("deviceProtocol");
    }

    /**
     * The name of the device pool: under EMCC the roaming device pool of home.
     *
     * @return the name, or empty when absent
     */
    public Optional<String> devicePool() {
        return filled("devicePool", "name");
    }

    /**
     * The date/time group.
     *
     * @return the setting, or empty when absent
     */
    public Optional<DateTimeSetting> dateTimeSetting() {
        return at("devicePool", "dateTimeSetting").flatMap(e -> {
            try {
                return Optional.of(new DateTimeSetting(
                        e.textOf("name").orElse(""),
                        e.textOf("dateTemplate").orElse(""),
                        e.textOf("timeZone").orElse(""),
                        e.textOf("olsonTimeZone").orElse("")));
            } catch (IllegalArgumentException unusable) {
                return Optional.empty();
            }
        });
    }

    /**
     * The members of the callManagerGroup, in document order, which is what phones go by (phone-config-files 3.9). Members
     * without a name are passed over; a missing port is 5060 or 5061.
     *
     * @return the nodes
     */
    public List<CallManagerNode> callManagers() {
        return views(GROUP_MEMBERS, "member", PhoneConfiguration::callManager);
    }

    private static Optional<CallManagerNode> callManager(XmlNode.Element member) {
        Optional<XmlNode.Element> node = member.first("callManager");
        String host = node.flatMap(n -> n.textOf("processNodeName")).orElse("");
        Optional<XmlNode.Element> ports = node.flatMap(n -> n.first("ports"));
        try {
            return Optional.of(new CallManagerNode(
                    host,
                    ports.map(p -> Elements.port(p, "sipPort"))
                            .orElse(OptionalInt.empty())
                            .orElse(CallManagerNode.DEFAULT_SIP_PORT),
                    ports.map(p -> Elements.port(p, "securedSipPort"))
                            .orElse(OptionalInt.empty())
                            .orElse(CallManagerNode.DEFAULT_SECURED_SIP_PORT)));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty(); // as a phone does with a name that it cannot resolve
        }
    }

    /**
     * Where the phone survives.
     *
     * @return the reference, or empty when absent
     */
    public Optional<SrstReference> srst() {
        return at("devicePool", "srstInfo").flatMap(e -> {
            try {
                return Optional.of(new SrstReference(
                        e.textOf("name").orElse(""),
                        e.textOf("srstOption").orElse(""),
                        addresses(e, "ipAddr", "port", SCCP_PORT),
                        addresses(e, "sipIpAddr", "sipPort", SIP_PORT),
                        e.textOf("isSecure").orElse("false").equals("true")));
            } catch (IllegalArgumentException unusable) {
                return Optional.empty();
            }
        });
    }

    /**
     * The trust verification servers, in document order; port 2445 by default.
     *
     * @return the addresses that can be read
     */
    public List<ServiceAddress> tvs() {
        return views("TVS/members", "member", PhoneConfiguration::tvsMember);
    }

    private static Optional<ServiceAddress> tvsMember(XmlNode.Element member) {
        return Elements.address(member.textOf("address"), Elements.port(member, "port"), DEFAULT_TVS_PORT);
    }

    private static Optional<ServiceAddress> capf(XmlNode.Element entry) {
        return Elements.address(entry.textOf("processNodeName"), Elements.port(entry, "phonePort"), DEFAULT_CAPF_PORT);
    }

    /**
     * The firmware load that the phone is to run.
     *
     * @return its name, or empty when firmware is not enforced
     */
    public Optional<String> loadInformation() {
        return filled("loadInformation");
    }

    /**
     * What changes when the content does.
     *
     * @return the stamp, or empty when absent
     */
    public Optional<VersionStamp> versionStamp() {
        return filled("versionStamp").filter(text -> text.length() <= 128).flatMap(text -> {
            try {
                return Optional.of(VersionStamp.of(text));
            } catch (IllegalArgumentException unusable) {
                return Optional.empty();
            }
        });
    }

    /**
     * The keys of a SIP phone, lines and others, in document order.
     *
     * @return the keys
     */
    public List<SipLine> lines() {
        return at("sipProfile", "sipLines").map(e -> e.all("line")).orElse(List.of()).stream()
                .map(SipLine::of)
                .toList();
    }

    /**
     * The user who is logged in.
     *
     * @return the user id, or empty when nobody is
     */
    public Optional<UserId> userId() {
        return filled("userId").flatMap(text -> {
            try {
                return Optional.of(UserId.of(text));
            } catch (IllegalArgumentException unusable) {
                return Optional.empty();
            }
        });
    }

    /**
     * The services of the phone, in document order.
     *
     * @return the services
     */
    public List<PhoneServiceEntry> phoneServices() {
        return views("phoneServices", "phoneService", PhoneConfiguration::phoneService);
    }

    private static Optional<PhoneServiceEntry> phoneService(XmlNode.Element service) {
        try {
            return Optional.of(new PhoneServiceEntry(
                    service.textOf("name").orElse(""), service.textOf("url").orElse("")));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty(); // too long for any phone
        }
    }

    /**
     * 1 none, 2 authenticated, 3 encrypted.
     *
     * @return the number, or empty when absent or no number
     */
    public OptionalInt deviceSecurityMode() {
        return Elements.number(text("deviceSecurityMode"));
    }

    /**
     * 1 TCP, 2 UDP, 3 TLS, 4 TCP as the product writes it.
     *
     * @return the number, or empty when absent or no number
     */
    public OptionalInt transportLayerProtocol() {
        return Elements.number(text("transportLayerProtocol"));
    }

    /**
     * What stands in an element or attribute of the table; the first where it stands several times.
     *
     * @param element one of {@link PhoneElement}
     * @return the value; absent also when the element is empty and its type is not text
     */
    public ElementValue value(PhoneElement element) {
        List<ElementValue> found = values(element);
        return found.isEmpty() ? new ElementValue.Absent() : found.get(0);
    }

    /**
     * What stands in an element or attribute of the table at all its places, in document order.
     *
     * @param element one of {@link PhoneElement}
     * @return the values
     */
    public List<ElementValue> values(PhoneElement element) {
        return TreeEdit.values(root, "", Objects.requireNonNull(element, "element"));
    }

    /**
     * A copy with another value of an element. A new element comes where the product writes it, with the groups above it; everything
     * else stays in its place. Where the element, or a group above it, is there twice although it does not repeat, one element
     * is left, in the first of the groups. Source: phone-config-files 3.2.
     *
     * @param element one of {@link PhoneElement} that is in nothing that repeats; keys are changed by {@link SipLine#with}
     * @param value the new value; absent removes the element, and with a group all that is in it
     * @return the copy
     * @throws IllegalArgumentException when the value breaks the element's rule, the element is in something that repeats, or the file
     *     was made by {@link #homeFile} and EMCC leaves the element out of it (as in {@link Builder#element})
     */
    public PhoneConfiguration with(PhoneElement element, ElementValue value) {
        if (home && value.kind() != ElementValue.Kind.ABSENT) {
            atHome(element, element.write(value));
        }
        return copy(TreeEdit.with(root, "", outsideOfLists(element), text(element, value)));
    }

    /**
     * A copy with other keys, in the place of the old ones. What else is among the keys is not kept; where {@code sipLines} is there
     * twice, the second stays, of which {@link #check()} tells.
     *
     * @param lines the keys, in order
     * @return the copy
     */
    public PhoneConfiguration withLines(List<SipLine> lines) {
        List<XmlNode> elements = List.copyOf(
                Require.list(lines, "lines").stream().map(SipLine::element).toList());
        return copy(TreeEdit.inFirst(
                root,
                "",
                "sipProfile/sipLines",
                found -> new XmlNode.Element(found.name(), found.attributes(), elements)));
    }

    /**
     * A copy with other members of the callManagerGroup, in the places of the old ones. A node that was there as it is keeps what else
     * its entry holds. Entries that {@link #callManagers()} passes over stay where they stand, as does all of a second group, of which
     * {@link #check()} tells.
     *
     * @param nodes the nodes, the first to be tried first; at most five
     * @return the copy
     * @throws IllegalArgumentException when there are more
     */
    public PhoneConfiguration withCallManagers(List<CallManagerNode> nodes) {
        Require.range(Require.list(nodes, "nodes").size(), "number of callManagerGroup members", 0, MOST_MEMBERS);
        return replaced(GROUP_MEMBERS, "member", nodes, PhoneConfiguration::callManager, Builder::memberOf);
    }

    /**
     * A copy with other trust verification servers, in the places of the old ones. A server that was there keeps what else its entry
     * holds. Entries that {@link #tvs()} passes over stay where they stand, as does all of a second group.
     *
     * @param servers the servers, the first to be asked first; at most five, port 2445 by default
     * @return the copy
     * @throws IllegalArgumentException when there are more
     */
    public PhoneConfiguration withTvs(List<ServiceAddress> servers) {
        Require.range(Require.list(servers, "servers").size(), "number of TVS members", 0, MOST_MEMBERS);
        return replaced("TVS/members", "member", servers, PhoneConfiguration::tvsMember, Elements::tvsMember);
    }

    /**
     * A copy with other services, in the places of the old ones. A service that was there as it is keeps what else its entry holds.
     * Entries that {@link #phoneServices()} passes over stay where they stand, as does all of a second group.
     *
     * @param services the services, in order
     * @return the copy
     */
    public PhoneConfiguration withPhoneServices(List<PhoneServiceEntry> services) {
        return replaced(
                "phoneServices",
                "phoneService",
                Require.list(services, "services"),
                PhoneConfiguration::phoneService,
                Builder::serviceOf);
    }

    /**
     * The time servers of a SIP phone, in document order. Source: phone-config-files 3.3.
     *
     * @return the servers; without those that cannot be read
     */
    public List<NtpServer> ntps() {
        return views(NTPS, "ntp", NtpServer::of);
    }

    /**
     * A copy with other time servers, in the places of the old ones. A server that was there as it is keeps what else its entry holds.
     * Entries that {@link #ntps()} passes over, such as one in an unknown mode, stay where they stand, as does all of a second group.
     *
     * @param servers the servers, in order
     * @return the copy
     */
    public PhoneConfiguration withNtps(List<NtpServer> servers) {
        return replaced(NTPS, "ntp", Require.list(servers, "servers"), NtpServer::of, NtpServer::element);
    }

    /**
     * Where the phone asks for its certificate, in document order; port 3804 by default. Not the entries for IPv6 ({@code capf6}).
     * Source: phone-config-files 3.3.
     *
     * @return the addresses that can be read
     */
    public List<ServiceAddress> capfs() {
        return views(CAPF_LIST, "capf", PhoneConfiguration::capf);
    }

    /**
     * A copy with other addresses of CAPF, in the places of the old ones. Entries for IPv6 ({@code capf6}) stay, as do those that
     * {@link #capfs()} passes over, and all of a second list.
     *
     * @param servers the servers, in order; at most five, port 3804 by default
     * @return the copy
     * @throws IllegalArgumentException when there are more, or the file was made by {@link #homeFile}, which has no CAPF
     *     (phone-config-files 4.5)
     */
    public PhoneConfiguration withCapfs(List<ServiceAddress> servers) {
        Require.range(Require.list(servers, "servers").size(), "number of capf entries", 0, MOST_MEMBERS);
        if (home && !servers.isEmpty()) {
            throw new IllegalArgumentException(CAPF_LIST + LEFT_OUT);
        }
        return replaced(CAPF_LIST, "capf", servers, PhoneConfiguration::capf, PhoneConfiguration::capfOf);
    }

    static XmlNode.Element capfOf(ServiceAddress server) {
        return XmlNode.Element.of(
                "capf",
                List.of(
                        XmlNode.Element.of("phonePort", Integer.toString(server.portOr(DEFAULT_CAPF_PORT))),
                        XmlNode.Element.of("processNodeName", server.host())));
    }

    /**
     * How the phone reaches its cluster through a VPN. What is absent or breaks its rule has the builder's default; a URL or hash that
     * breaks its rule is passed over, as is one whose number is skipped. Source: phone-config-files 3.6.
     *
     * @return what {@code vpnGroup} says, or empty when it is not there
     */
    public Optional<VpnGroup> vpnGroup() {
        return VpnGroup.read(this);
    }

    /**
     * A copy with a VPN group in place of what {@code vpnGroup} said of the same things; all else stays in its place.
     *
     * @param group the group
     * @return the copy
     */
    public PhoneConfiguration withVpnGroup(VpnGroup group) {
        return Objects.requireNonNull(group, "group").in(this);
    }

    private <T> List<T> views(String group, String name, Function<XmlNode.Element, Optional<T>> view) {
        return at(group.split("/", -1)).map(found -> found.all(name)).orElse(List.of()).stream()
                .flatMap(each -> view.apply(each).stream())
                .toList();
    }

    /** A copy with elements of values in the first group of a path, in the places of those that a view can read. */
    private <T> PhoneConfiguration replaced(
            String group,
            String name,
            List<T> values,
            Function<XmlNode.Element, Optional<T>> view,
            Function<T, XmlNode.Element> maker) {
        if (values.isEmpty() && at(group.split("/", -1)).isEmpty()) {
            return this;
        }
        return copy(
                TreeEdit.inFirst(root, "", group, found -> TreeEdit.replaced(found, group, name, values, view, maker)));
    }

    private static PhoneElement outsideOfLists(PhoneElement element) {
        if (Objects.requireNonNull(element, "element").withinRepeated()) {
            throw new IllegalArgumentException(element + " must not be set by its path: what it is in repeats");
        }
        return element;
    }

    /** Refuses what EMCC leaves out of home files (phone-config-files 4.5). */
    private static void atHome(PhoneElement element, String text) {
        String path = element.path();
        int slash = path.indexOf('/');
        if (NOT_AT_HOME.contains(slash < 0 ? path : path.substring(0, slash))
                || element.name().endsWith("oadServer")) {
            throw new IllegalArgumentException(path + LEFT_OUT);
        }
        if (path.equals("ipAddressMode") && text.equals("1")) {
            throw new IllegalArgumentException("ipAddressMode must not be IPv6 only in a home file");
        }
    }

    static Optional<String> text(PhoneElement element, ElementValue value) {
        return value.kind() == ElementValue.Kind.ABSENT ? Optional.empty() : Optional.of(element.write(value));
    }

    /**
     * What a product-specific setting comes to: the device's beats the common phone profile's, which beats that of all phones. Some
     * models take a 0 of the device as "ask the level above"; this does not know which (phone-config-files 3.7).
     *
     * @param name the name of an element in {@code vendorConfig}
     * @return the text of the first level where it is not empty, or empty when there is none
     */
    public Optional<String> vendorSetting(String name) {
        Objects.requireNonNull(name, "name");
        return filled("vendorConfig", name)
                .or(() -> filled("commonConfig", name))
                .or(() -> filled("enterpriseConfig", name));
    }

    /**
     * Everything in the file that breaks a rule of the table or would surprise a phone: text outside its rule, elements twice or in the
     * wrong capitals, what is missing, SIP in a file for SCCP, the order that phones need. Nothing is repaired. At most 200 findings, of
     * which the last says so when there are more. Source: phone-config-files 3.3 to 3.9, 9 item 4.
     *
     * @return the findings, those about the whole file first, then in document order; empty when there are none
     */
    public List<Problem> check() {
        return PhoneChecks.of(this, null);
    }

    /**
     * As {@link #check()}, with what the phones of one family would pass over or read otherwise (phone-config-files 3.10).
     *
     * @param family whose phones get the file
     * @return the findings
     */
    public List<Problem> check(PhoneFamily family) {
        return PhoneChecks.of(this, Objects.requireNonNull(family, "family"));
    }

    private Optional<XmlNode.Element> at(String... path) {
        Optional<XmlNode.Element> here = Optional.of(root);
        for (String name : path) {
            here = here.flatMap(e -> e.first(name));
        }
        return here;
    }

    private Optional<String> filled(String... path) {
        return at(path).map(XmlNode.Element::text).filter(text -> !text.isEmpty());
    }

    private static List<ServiceAddress> addresses(XmlNode.Element srst, String host, String port, int byDefault) {
        List<ServiceAddress> found = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Elements.address(srst.textOf(host + i), Elements.port(srst, port + i), byDefault)
                    .ifPresent(found::add);
        }
        return found;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneConfiguration that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    /** Without the content: a file may hold passwords. */
    @Override
    public String toString() {
        return "PhoneConfiguration[versionStamp=" + text("versionStamp").orElse("") + "]";
    }

    /** Three slots, each with a host or none. */
    private static List<XmlNode.Element> addresses(List<ServiceAddress> from, String host, String port, int byDefault) {
        List<XmlNode.Element> slots = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            boolean there = i < from.size();
            slots.add(XmlNode.Element.of(host + (i + 1), there ? from.get(i).host() : ""));
            slots.add(XmlNode.Element.of(
                    port + (i + 1), Integer.toString(there ? from.get(i).portOr(byDefault) : byDefault)));
        }
        return slots;
    }

    /**
     * Collects the values of a file; what is not said is left out or has the product's default.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final VersionStamp stamp;
        private final boolean home;
        private String deviceProtocol = "SIP";
        private String devicePool = "Default";
        private @Nullable DateTimeSetting dateTime;
        private final List<CallManagerNode> callManagers = new ArrayList<>();
        private SrstReference srst = SrstReference.disabled();
        private final List<ServiceAddress> tvs = new ArrayList<>();
        private final List<NtpServer> ntps = new ArrayList<>();
        private final List<ServiceAddress> capfs = new ArrayList<>();
        private final List<SipLine> lines = new ArrayList<>();
        private String loadInformation = "";
        private String softKeyFile = "";
        private int deviceSecurityMode = 1;
        private int transportLayerProtocol = 4;
        private @Nullable UserId userId;
        private final List<PhoneServiceEntry> phoneServices = new ArrayList<>();
        private final @Nullable String[] elements = new String[PhoneElement.ranks()];

        private Builder(VersionStamp stamp, boolean home) {
            this.stamp = Objects.requireNonNull(stamp, "stamp");
            this.home = home;
        }

        /**
         * The protocol, which must match the load that the phone runs; {@code SIP} by default.
         *
         * @param protocol {@code SIP} or {@code SCCP}
         * @return this builder
         */
        public Builder deviceProtocol(String protocol) {
            this.deviceProtocol = Require.text(protocol, "deviceProtocol", 16);
            return this;
        }

        /**
         * The device pool; {@code Default} by default.
         *
         * @param name 1 to 50 characters
         * @return this builder
         */
        public Builder devicePool(String name) {
            this.devicePool = Require.text(name, "name of a device pool", 50);
            return this;
        }

        /**
         * The date/time group; left out by default.
         *
         * @param setting the group
         * @return this builder
         */
        public Builder dateTimeSetting(DateTimeSetting setting) {
            this.dateTime = Objects.requireNonNull(setting, "setting");
            return this;
        }

        /**
         * Adds a member to the callManagerGroup; the first is tried first.
         *
         * @param node the member; at most five
         * @return this builder
         */
        public Builder callManager(CallManagerNode node) {
            Require.range(callManagers.size() + 1, "number of callManagerGroup members", 1, MOST_MEMBERS);
            callManagers.add(Objects.requireNonNull(node, "node"));
            return this;
        }

        /**
         * Where the phone survives; nowhere by default. In a home file the visiting site's.
         *
         * @param srst the reference
         * @return this builder
         */
        public Builder srst(SrstReference srst) {
            this.srst = Objects.requireNonNull(srst, "srst");
            return this;
        }

        /**
         * Adds a trust verification server.
         *
         * @param server the server; at most five, port 2445 by default
         * @return this builder
         */
        public Builder tvs(ServiceAddress server) {
            Require.range(tvs.size() + 1, "number of TVS members", 1, MOST_MEMBERS);
            tvs.add(Objects.requireNonNull(server, "server"));
            return this;
        }

        /**
         * Adds a time server of a SIP phone. Without a date/time group the servers stand in one that says nothing else.
         *
         * @param server the server
         * @return this builder
         */
        public Builder ntp(NtpServer server) {
            ntps.add(Objects.requireNonNull(server, "server"));
            return this;
        }

        /**
         * Adds a server where the phone asks for its certificate; {@code capfAuthMode} says how, and is 0, not at all, by default.
         *
         * @param server the server; at most five, port 3804 by default
         * @return this builder
         * @throws IllegalArgumentException when there are more, or in a home file, which has none (phone-config-files 4.5)
         */
        public Builder capf(ServiceAddress server) {
            if (home) {
                throw new IllegalArgumentException(CAPF_LIST + LEFT_OUT);
            }
            Require.range(capfs.size() + 1, "number of capf entries", 1, MOST_MEMBERS);
            capfs.add(Objects.requireNonNull(server, "server"));
            return this;
        }

        /**
         * Adds a key.
         *
         * @param line the key
         * @return this builder
         */
        public Builder line(SipLine line) {
            lines.add(Objects.requireNonNull(line, "line"));
            return this;
        }

        /**
         * The firmware load; none by default.
         *
         * @param load its name
         * @return this builder
         * @throws IllegalArgumentException in a home file: EMCC enforces no firmware (phone-config-files 4.5)
         */
        public Builder loadInformation(String load) {
            if (home) {
                throw new IllegalArgumentException(
                        "loadInformation must be left out of a home file: EMCC enforces no" + " firmware");
            }
            this.loadInformation = Require.textOrEmpty(load, "loadInformation", 128);
            return this;
        }

        /**
         * The soft key file; none by default.
         *
         * @param file its name
         * @return this builder
         */
        public Builder softKeyFile(String file) {
            this.softKeyFile = Require.textOrEmpty(file, "softKeyFile", 128);
            return this;
        }

        /**
         * 1 none, 2 authenticated, 3 encrypted; 1 by default.
         *
         * @param mode 1 to 3
         * @return this builder
         */
        public Builder deviceSecurityMode(int mode) {
            this.deviceSecurityMode = Require.range(mode, "deviceSecurityMode", 1, 3);
            return this;
        }

        /**
         * 1 TCP, 2 UDP, 3 TLS, 4 TCP as the product writes it; 4 by default.
         *
         * @param protocol 1 to 4
         * @return this builder
         */
        public Builder transportLayerProtocol(int protocol) {
            this.transportLayerProtocol = Require.range(protocol, "transportLayerProtocol", 1, 4);
            return this;
        }

        /**
         * The user who is logged in; nobody by default.
         *
         * @param user the user
         * @return this builder
         */
        public Builder userId(UserId user) {
            this.userId = Objects.requireNonNull(user, "user");
            return this;
        }

        /**
         * Adds a service.
         *
         * @param service the service
         * @return this builder
         */
        public Builder phoneService(PhoneServiceEntry service) {
            phoneServices.add(Objects.requireNonNull(service, "service"));
            return this;
        }

        /**
         * Sets an element of the table. It is written where the product writes it, whatever the order of the calls, and wins over
         * what the builder writes there by itself (phone-config-files 3.2).
         *
         * @param element one of {@link PhoneElement} that is in nothing that repeats
         * @param value a value of its type
         * @return this builder
         * @throws IllegalArgumentException when the value breaks the element's rule, the element is in something that repeats, the
         *     builder has a method of its own for what it checks ({@code fullConfig}, {@code deviceProtocol}, {@code versionStamp},
         *     {@code userId}), or in a home file when EMCC leaves it out: loads, load servers and CAPF, and addresses of
         *     IPv6 only (phone-config-files 4.5)
         */
        public Builder element(PhoneElement element, ElementValue value) {
            String path = outsideOfLists(element).path();
            String own = OWN_METHODS.get(path);
            if (own != null) {
                throw new IllegalArgumentException(path + " must be set by " + own);
            }
            String text = element.write(value);
            if (home) {
                atHome(element, text);
            }
            elements[element.rank()] = text;
            return this;
        }

        /**
         * Makes the configuration. A file for SCCP has no SIP profile and none of the keys: the cluster tells the phone its keys after
         * it has registered (phone-config-files 3.8).
         *
         * @return the configuration
         * @throws IllegalArgumentException listing what is missing: in a home file a callManagerGroup member, for SIP a line that
         *     registers, the user, and a service by which the user can log out; or when an element of SIP was set for SCCP
         */
        public PhoneConfiguration build() {
            if (home) {
                List<String> missing = new ArrayList<>();
                if (callManagers.isEmpty()) {
                    missing.add("a callManagerGroup member");
                }
                if (!deviceProtocol.equals("SCCP") && lines.stream().noneMatch(SipLine::registers)) {
                    missing.add("a line that registers");
                }
                if (userId == null) {
                    missing.add("the user");
                }
                if (phoneServices.isEmpty()) {
                    missing.add("a phone service by which the user can log out");
                }
                if (!missing.isEmpty()) {
                    throw new IllegalArgumentException("home file must have " + String.join(", ", missing));
                }
            }
            List<XmlNode> device = new ArrayList<>();
            device.add(FULL);
            device.add(XmlNode.Element.of("deviceProtocol", deviceProtocol));
            device.add(IPV4);
            device.add(XmlNode.Element.of("devicePool", pool()));
            if (!tvs.isEmpty()) {
                device.add(Elements.tvs(tvs));
            }
            if (deviceProtocol.equals("SIP")) {
                device.add(XmlNode.Element.of("sipProfile", sipProfile()));
            }
            if (!loadInformation.isEmpty()) {
                device.add(XmlNode.Element.of("loadInformation", loadInformation));
            }
            device.add(XmlNode.Element.of("versionStamp", stamp.value()));
            device.add(XmlNode.Element.of("deviceSecurityMode", Integer.toString(deviceSecurityMode)));
            device.add(XmlNode.Element.of("transportLayerProtocol", Integer.toString(transportLayerProtocol)));
            if (!home) {
                device.add(NO_CAPF);
                device.add(
                        capfs.isEmpty()
                                ? NO_CAPF_LIST
                                : XmlNode.Element.of(
                                        CAPF_LIST,
                                        capfs.stream()
                                                .map(PhoneConfiguration::capfOf)
                                                .toList()));
                device.add(NO_HASH);
            }
            device.add(PLAIN);
            device.add(XmlNode.Element.of("userId", userId == null ? "" : userId.value()));
            device.add(services());
            XmlNode.Element root = XmlNode.Element.of("device", device);
            if (deviceProtocol.equals("SCCP")) {
                if (!ntps.isEmpty()) {
                    throw new IllegalArgumentException(NTPS + " must not be set for SCCP");
                }
                for (int i = 0; i < elements.length; i++) {
                    if (elements[i] != null && PhoneElement.ofRank(i).sipOnly()) {
                        throw new IllegalArgumentException(PhoneElement.ofRank(i) + " must not be set for SCCP");
                    }
                }
            }
            return new PhoneConfiguration(TreeEdit.withAll(root, elements), home);
        }

        private List<XmlNode> pool() {
            List<XmlNode> pool = new ArrayList<>();
            pool.add(NO_REVERT);
            pool.add(XmlNode.Element.of("name", devicePool));
            List<XmlNode> time = new ArrayList<>();
            if (dateTime != null) {
                time.add(XmlNode.Element.of("name", dateTime.name()));
                time.add(XmlNode.Element.of("dateTemplate", dateTime.dateTemplate()));
                time.add(XmlNode.Element.of("timeZone", dateTime.timeZone()));
                time.add(XmlNode.Element.of("olsonTimeZone", dateTime.olsonTimeZone()));
            }
            if (!ntps.isEmpty()) {
                time.add(XmlNode.Element.of(
                        "ntps", ntps.stream().map(NtpServer::element).toList()));
            }
            if (!time.isEmpty()) {
                pool.add(XmlNode.Element.of("dateTimeSetting", time));
            }
            List<XmlNode.Element> members = new ArrayList<>();
            for (CallManagerNode node : callManagers) {
                members.add(Elements.withPriority(memberOf(node), members.size()));
            }
            pool.add(XmlNode.Element.of("callManagerGroup", List.of(XmlNode.Element.of("members", members))));
            pool.add(srstElement());
            pool.add(MONITOR);
            return pool;
        }

        /** The ports come first: a phone takes {@code processNodeName} as the end of the entry (phone-config-files 3.9). */
        private static XmlNode.Element memberOf(CallManagerNode node) {
            XmlNode.Element callManager = XmlNode.Element.of(
                    "callManager",
                    List.of(
                            XmlNode.Element.of("name", node.host()),
                            node.sipPort() == CallManagerNode.DEFAULT_SIP_PORT
                                            && node.securedSipPort() == CallManagerNode.DEFAULT_SECURED_SIP_PORT
                                    ? USUAL_PORTS
                                    : ports(node.sipPort(), node.securedSipPort()),
                            XmlNode.Element.of("processNodeName", node.host())));
            return XmlNode.Element.of("member", List.of(callManager));
        }

        private XmlNode.Element srstElement() {
            List<XmlNode> children = new ArrayList<>();
            children.add(XmlNode.Element.of("name", srst.name()));
            children.add(XmlNode.Element.of("srstOption", srst.option()));
            children.add(NOT_MODIFIABLE);
            children.addAll(
                    srst.addresses().isEmpty()
                            ? NO_SCCP_ADDRESSES
                            : addresses(srst.addresses(), "ipAddr", "port", SCCP_PORT));
            children.addAll(
                    srst.sipAddresses().isEmpty()
                            ? NO_SIP_ADDRESSES
                            : addresses(srst.sipAddresses(), "sipIpAddr", "sipPort", SIP_PORT));
            children.add(XmlNode.Element.of("isSecure", Boolean.toString(srst.secure())));
            return XmlNode.Element.of("srstInfo", children);
        }

        private List<XmlNode> sipProfile() {
            List<XmlNode> profile = new ArrayList<>();
            profile.add(SIP_PROXIES);
            profile.add(XmlNode.Element.of(
                    "sipLines", lines.stream().map(SipLine::element).toList()));
            profile.add(VOIP_CONTROL_PORT);
            profile.add(NO_DIAL_TEMPLATE);
            profile.add(XmlNode.Element.of("softKeyFile", softKeyFile));
            return profile;
        }

        private static XmlNode.Element serviceOf(PhoneServiceEntry service) {
            return new XmlNode.Element(
                    "phoneService",
                    Elements.attributes("type", 0, "category", 0),
                    List.of(
                            XmlNode.Element.of("name", service.name()),
                            XmlNode.Element.of("url", service.url()),
                            NO_VENDOR,
                            NO_VERSION));
        }

        private XmlNode.Element services() {
            List<XmlNode> children = new ArrayList<>();
            children.add(BOTH_SERVICES);
            phoneServices.forEach(service -> children.add(serviceOf(service)));
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("useHTTPS", "false");
            return new XmlNode.Element("phoneServices", attributes, children);
        }
    }
}
