package org.emcc.sip.location;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.internal.Xml;

/** Writes location documents, one element to a line (sip 3.3 and 3.4). */
final class PidfWriter {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    /** RFC 5139's schema is a sequence; the extensions come behind it. */
    private static final List<Object> SEQUENCE = List.of(
            CivicField.COUNTRY,
            CivicField.A1,
            CivicField.A2,
            CivicField.A3,
            CivicField.A4,
            CivicField.A5,
            CivicField.A6,
            LaterCivicField.PRM,
            CivicField.PRD,
            LaterCivicField.RD,
            CivicField.STS,
            CivicField.POD,
            LaterCivicField.POM,
            LaterCivicField.RDSEC,
            LaterCivicField.RDBR,
            LaterCivicField.RDSUBBR,
            CivicField.HNO,
            CivicField.HNS,
            CivicField.LMK,
            CivicField.LOC,
            CivicField.FLR,
            CivicField.NAM,
            CivicField.PC,
            LaterCivicField.BLD,
            LaterCivicField.UNIT,
            LaterCivicField.ROOM,
            LaterCivicField.SEAT,
            LaterCivicField.PLC,
            LaterCivicField.PCN,
            LaterCivicField.POBOX,
            LaterCivicField.ADDCODE,
            LaterCivicField.PN,
            LaterCivicField.MP,
            LaterCivicField.STP,
            LaterCivicField.HNP);

    private final StringBuilder out = new StringBuilder(2048).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final String indent;
    private final boolean apostrophes;
    private int depth;

    /** By how much each level is indented, and whether apostrophes become entities, which the product does. */
    private PidfWriter(String indent, boolean apostrophes) {
        this.indent = indent;
        this.apostrophes = apostrophes;
    }

    static Instant seconds(Instant time, String what) {
        Objects.requireNonNull(time, what);
        if (time.isBefore(FIRST) || !time.isBefore(END)) {
            throw new IllegalArgumentException(what + " must be in the years 1 to 9998, but is " + time);
        }
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    static String product(CivicAddress address, GeolocationDevice device, Instant timestamp) {
        Instant time = seconds(timestamp, "timestamp");
        PidfWriter to = new PidfWriter(" ", true);
        to.begin(
                "presence",
                "xmlns=\"" + Namespaces.PIDF + "\"",
                "xmlns:gp=\"" + Namespaces.GEOPRIV + "\"",
                "xmlns:cl=\" " + Namespaces.CIVIC_OLD + "\"",
                "xmlns:dm=\"" + Namespaces.DATA_MODEL + "\"",
                "xmlns:caps=\"" + Namespaces.CAPABILITIES + "\"",
                "xmlns:cisco=\"" + Namespaces.CISCO + "\"",
                "entity=\"pres:geotarget@example.com\"");
        to.begin("dm:device id=\"sg89ae\"");
        to.gateway(device);
        to.begin("gp:geopriv");
        to.begin("gp:location-info");
        to.begin("cl:civicAddress");
        for (CivicField field : CivicField.values()) {
            address.get(field).ifPresent(value -> to.leaf("cl:" + PidfReader.element(field), value));
        }
        to.end("cl:civicAddress");
        to.end("gp:location-info");
        to.begin("gp:usage-rules");
        to.leaf("gp:retransmission-allowed", "yes");
        to.leaf("gp:retention-expiry", time.plus(PidfLo.RETENTION).toString());
        to.end("gp:usage-rules");
        to.end("gp:geopriv");
        to.leaf("timestamp", time.toString());
        to.end("dm:device");
        to.end("presence");
        return to.out.toString();
    }

    static String standard(PidfLo.Builder from) {
        PidfWriter to = new PidfWriter("  ", false);
        boolean extended = from.civics.stream()
                .anyMatch(civic -> civic.laterFields().stream().anyMatch(LaterCivicField::isExtension));
        to.begin(
                "presence",
                "xmlns=\"" + Namespaces.PIDF + "\"",
                "xmlns:dm=\"" + Namespaces.DATA_MODEL + "\"",
                "xmlns:gp=\"" + Namespaces.GEOPRIV + "\"",
                "xmlns:gbp=\"" + Namespaces.POLICY + "\"",
                "xmlns:ca=\"" + Namespaces.CIVIC + "\"",
                extended ? "xmlns:cae=\"" + Namespaces.CIVIC_EXTENSION + "\"" : "",
                from.device == null ? "" : "xmlns:caps=\"" + Namespaces.CAPABILITIES + "\"",
                from.device == null ? "" : "xmlns:cisco=\"" + Namespaces.CISCO + "\"",
                "entity=\"" + escaped(from.entity.text()) + "\"");
        to.begin("dm:device id=\"" + from.id + "\"");
        if (from.device != null) {
            to.gateway(from.device);
        }
        to.begin("gp:geopriv");
        to.begin("gp:location-info");
        from.civics.forEach(to::civic);
        to.end("gp:location-info");
        to.begin("gp:usage-rules");
        to.leaf("gbp:retransmission-allowed", Boolean.toString(from.retransmission));
        to.leaf("gbp:retention-expiry", from.expiry.toString());
        to.end("gp:usage-rules");
        if (from.method != null) {
            to.leaf("gp:method", from.method);
        }
        to.end("gp:geopriv");
        to.leaf("dm:deviceID", from.deviceId.text());
        to.leaf("dm:timestamp", from.timestamp.toString());
        to.end("dm:device");
        to.end("presence");
        return to.out.toString();
    }

    private void civic(CivicLocation civic) {
        begin("ca:civicAddress"
                + civic.language().map(tag -> " xml:lang=\"" + tag + "\"").orElse(""));
        for (Object each : SEQUENCE) {
            if (each instanceof CivicField field) {
                civic.get(field).ifPresent(value -> leaf("ca:" + PidfReader.element(field), value));
            } else if (each instanceof LaterCivicField field) {
                Optional<String> value = civic.get(field);
                value.ifPresent(text -> leaf((field.isExtension() ? "cae:" : "ca:") + field.name(), text));
            }
        }
        end("ca:civicAddress");
    }

    private void gateway(GeolocationDevice device) {
        line("<caps:devcaps><cisco:gateway>" + (device == GeolocationDevice.BORDER)
                + "</cisco:gateway></caps:devcaps>");
    }

    /** Opens an element; each attribute behind the first has a line of its own. */
    private void begin(String start, String... attributes) {
        StringBuilder tag = new StringBuilder("<").append(start);
        String before = " ";
        for (String attribute : attributes) {
            if (!attribute.isEmpty()) {
                tag.append(before).append(attribute);
                before = "\n" + indent;
            }
        }
        line(tag.append('>').toString());
        depth++;
    }

    private void end(String name) {
        depth--;
        line("</" + name + ">");
    }

    private void leaf(String name, String text) {
        String escaped = escaped(text);
        line("<" + name + ">" + (apostrophes ? escaped.replace("'", "&apos;") : escaped) + "</" + name + ">");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        Xml.escape(text, escaped, true);
        return escaped.toString();
    }

    private void line(String text) {
        out.append(indent.repeat(depth)).append(text).append('\n');
    }
}
