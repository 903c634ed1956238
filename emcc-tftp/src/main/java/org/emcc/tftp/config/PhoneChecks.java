package org.emcc.tftp.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.XmlNode;
import org.jspecify.annotations.Nullable;

/** Looks through a phone file for what breaks a rule. Never throws for what a file holds. */
final class PhoneChecks {
    private static final int LARGE = 64 * 1024;
    private static final int MEMBERS_READ = 3;
    private static final String MEMBERS = "devicePool/callManagerGroup/members";

    /** What 3.8 says a phone of SCCP needs, and can be told. */
    private static final List<String> FOR_SCCP = List.of(
            "devicePool/dateTimeSetting",
            "devicePool/callManagerGroup",
            "devicePool/srstInfo",
            "versionStamp",
            "deviceSecurityMode",
            "transportLayerProtocol",
            "encrConfig");

    private final PhoneConfiguration file;
    private final @Nullable PhoneFamily family;
    private final Findings findings = new Findings("device");
    private final Map<String, Set<String>> names = new HashMap<>();

    private PhoneChecks(PhoneConfiguration file, @Nullable PhoneFamily family) {
        this.file = file;
        this.family = family;
    }

    static List<Problem> of(PhoneConfiguration file, @Nullable PhoneFamily family) {
        PhoneChecks checks = new PhoneChecks(file, family);
        checks.whole(); // first, so that no list of small ones pushes them out
        checks.elements(file.root(), "");
        return checks.findings.list();
    }

    private void add(String where, String sentence) {
        findings.add(where, sentence);
    }

    private void elements(XmlNode.Element at, String path) {
        at.attributes().forEach((name, text) -> {
            PhoneElement known = PhoneElement.at(path + "@" + name);
            if (known != null) {
                content(known, text.trim());
            }
        });
        Set<String> seen = new HashSet<>();
        for (XmlNode.Element child : at.elements()) {
            String childPath = path.isEmpty() ? child.name() : path + "/" + child.name();
            PhoneElement known = PhoneElement.at(childPath);
            if (known == null) {
                capitals(childPath);
                continue;
            }
            if (!seen.add(child.name()) && !known.repeats()) {
                add(childPath, childPath + " must stand there once, but is there again.");
            }
            if (family != null
                    && !known.families().isEmpty()
                    && !known.families().contains(family)) {
                add(childPath, childPath + " is not read by phones of the family " + family + ".");
            }
            content(known, child.text());
            elements(child, childPath);
        }
        if (path.endsWith("/callManager") && !Elements.portsFirst(at)) {
            add(path, path + " must have its ports before processNodeName, which ends the entry for a phone (3.9).");
        }
        if (path.equals(MEMBERS + "/member")
                && at.first("callManager")
                        .flatMap(node -> node.textOf("processNodeName"))
                        .orElse("")
                        .isEmpty()) {
            add(
                    path,
                    path + " must have a callManager with a processNodeName, without which phones pass over it (3.9).");
        }
        if (path.equals(SipLine.PATH)) {
            line(at);
        }
    }

    private void content(PhoneElement known, String text) {
        ElementValue value = known.read(text);
        if (value instanceof ElementValue.Invalid invalid) {
            String shown = known.secret() || known.type() == PhoneElement.Type.GROUP
                    ? ""
                    : ", but is \"" + Require.clip(invalid.text()) + "\"";
            add(known.path(), known + " must " + invalid.rule() + shown + ".");
        } else if (known.modelDependent()
                && value.kind() == ElementValue.Kind.NUMBER
                && family != null
                && UserSetting.decode(value, family).isEmpty()) {
            add(known.path(), known + " says nothing documented to phones of the family " + family + ".");
        }
    }

    /** Phones know names in their own capitals only (3.1). */
    private void capitals(String path) {
        int slash = path.lastIndexOf('/');
        String parent = slash < 0 ? "" : path.substring(0, slash);
        if (names.isEmpty()) {
            PhoneElement.all()
                    .forEach(e -> names.computeIfAbsent(e.path().toLowerCase(Locale.ROOT), key -> new HashSet<>())
                            .add(e.path()));
        }
        for (String meant : names.getOrDefault(path.toLowerCase(Locale.ROOT), Set.of())) {
            int end = meant.lastIndexOf('/');
            if (parent.equals(end < 0 ? "" : meant.substring(0, end))) {
                add(path, path + " is not read by phones: its name is " + meant.substring(end + 1) + ".");
            }
        }
    }

    private void line(XmlNode.Element line) {
        if (line.attribute("button").isEmpty()) {
            add(SipLine.PATH, SipLine.PATH + " must have a button, without which phones pass over it (3.5).");
        }
        KeyChecks.of(SipLine.of(line), family).forEach(sentence -> add(SipLine.PATH, SipLine.PATH + sentence));
        int calls = Elements.number(line.textOf("maxNumCalls")).orElse(Integer.MAX_VALUE);
        if (Elements.number(line.textOf("busyTrigger")).orElse(0) > calls) {
            add(SipLine.PATH + "/busyTrigger", SipLine.PATH + "/busyTrigger must not exceed maxNumCalls.");
        }
    }

    private void whole() {
        if (!file.full()) {
            return; // a stub has only what it needs (6.4)
        }
        Optional<String> protocol = file.deviceProtocol();
        boolean sccp = protocol.filter("SCCP"::equals).isPresent();
        if (protocol.isEmpty()) {
            add("deviceProtocol", "deviceProtocol must be there.");
        }
        if (file.versionStamp().isEmpty()) {
            add("versionStamp", "versionStamp must be there and change whenever the content does (3.1).");
        }
        if (sccp) {
            sccp();
        } else if (file.lines().stream().noneMatch(SipLine::registers)) {
            add("sipProfile/sipLines", "sipProfile/sipLines must have a line with a name, a proxy and a port (3.9).");
        }
        if (KeyChecks.beginsWithIntercom(file.lines())) {
            add("sipProfile/sipLines", "sipProfile/sipLines must not have an intercom line as the first line (3.5).");
        }
        members();
        int security = file.deviceSecurityMode().orElse(1);
        if (security > 1 && file.transportLayerProtocol().orElse(4) != 3) {
            add(
                    "transportLayerProtocol",
                    "transportLayerProtocol must be 3 (TLS) when deviceSecurityMode is " + security + ".");
        }
        int size = file.encode().length;
        if (size > LARGE) {
            add("device", "the file should have at most " + LARGE + " bytes, but has " + size + ".");
        }
    }

    private void sccp() {
        if (file.root().first("sipProfile").isPresent()) {
            add("sipProfile", "sipProfile must not be in a file for SCCP (3.8).");
        }
        for (String path : FOR_SCCP) {
            if (file.text(path.split("/", -1)).isEmpty()) {
                add(path, path + " must be in a file for SCCP (3.8).");
            }
        }
    }

    private void members() {
        if (file.callManagers().isEmpty()) {
            add(MEMBERS, MEMBERS + " must have a member with a processNodeName, where the phone registers (9 item 4).");
        }
        List<ElementValue> priorities = file.values(PhoneElement.of(MEMBERS + "/member@priority"));
        int last = -1;
        for (ElementValue priority : priorities) {
            int now = priority.asNumber().orElse(last);
            if (now < last) {
                add(
                        MEMBERS,
                        MEMBERS + " must be in the order of their priority, because phones go by"
                                + " their order in the file (3.9).");
                break;
            }
            last = now;
        }
        if (file.callManagers().size() > MEMBERS_READ) {
            add(MEMBERS, MEMBERS + " has more than three members, of which phones may read three" + " (3.9).");
        }
    }
}
