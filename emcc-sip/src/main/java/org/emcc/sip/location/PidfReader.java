package org.emcc.sip.location;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode;
import org.jspecify.annotations.Nullable;

/** Finds the locations in a document, in the forms of both dialects (sip 3.2 and 3.3). */
final class PidfReader {
    /** Sip 3.3; the number of nodes is a limit of this SDK. */
    static final Xml.Limits LIMITS = new Xml.Limits(PidfLo.MAX_BYTES, 32, 10_000);

    /** No more problems than these are named: a document is outside data. */
    static final int MOST_PROBLEMS = 16;

    private static final Map<String, CivicField> FIELDS = Arrays.stream(CivicField.values())
            .collect(Collectors.toUnmodifiableMap(PidfReader::element, Function.identity()));

    private static final Map<String, LaterCivicField> LATER = Arrays.stream(LaterCivicField.values())
            .collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private final List<Problem> problems = new ArrayList<>();

    private PidfReader() {}

    /** The name of a field's element. */
    static String element(CivicField field) {
        return field == CivicField.COUNTRY ? "country" : field.name();
    }

    static Decoded<PidfLo> read(byte[] document) {
        XmlNode.Element root;
        try {
            root = Xml.read(document, LIMITS, Xml.Doctype.REFUSED);
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        }
        PidfReader reader = new PidfReader();
        NamedElement presence = NamedElement.of(root, reader::note);
        if (!presence.is(Namespaces.PIDF, "presence")) {
            return Decoded.refused(
                    Require.clip(root.name()),
                    "the root of a location document must be presence of " + Namespaces.PIDF);
        }
        Optional<String> entity = root.attribute("entity");
        if (entity.isEmpty()) {
            reader.note("presence", "an entity must be named");
        }
        List<LocationObject> locations = reader.locations(presence);
        if (locations.isEmpty()) {
            reader.note("presence", "a location document must have a geopriv element in a device, tuple or person");
        }
        return new Decoded.Ok<>(new PidfLo(document, entity.orElse(null), locations), reader.problems);
    }

    private void note(String where, String message) {
        note(new Problem(where, message));
    }

    private void note(Problem problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
    }

    private List<LocationObject> locations(NamedElement presence) {
        List<LocationObject> found = new ArrayList<>();
        for (NamedElement child : presence.children()) {
            if (child.is(Namespaces.DATA_MODEL, "device")) {
                in(child, child.all(Namespaces.GEOPRIV, "geopriv"), LocationObject.Target.DEVICE, found);
            } else if (child.is(Namespaces.DATA_MODEL, "person")) {
                in(child, child.all(Namespaces.GEOPRIV, "geopriv"), LocationObject.Target.PERSON, found);
            } else if (child.is(Namespaces.PIDF, "tuple")) {
                List<NamedElement> inside = new ArrayList<>();
                child.all(Namespaces.PIDF, "status")
                        .forEach(status -> inside.addAll(status.all(Namespaces.GEOPRIV, "geopriv")));
                in(child, inside, LocationObject.Target.TUPLE, found);
            }
        }
        return found;
    }

    private void in(
            NamedElement around,
            List<NamedElement> geoprivs,
            LocationObject.Target target,
            List<LocationObject> found) {
        if (geoprivs.isEmpty()) {
            return;
        }
        // What stands around them is the same for all of them.
        String id = around.element().attribute("id").orElse(null);
        String deviceId = text(around.all(Namespaces.DATA_MODEL, "deviceID"));
        Instant timestamp = time(around.all(Namespaces.TIMES, "timestamp"), "timestamp");
        List<NamedElement> gateways = new ArrayList<>();
        around.all(Namespaces.CAPABILITIES, "devcaps")
                .forEach(caps -> gateways.addAll(caps.all(Namespaces.CISCO, "gateway")));
        Boolean gateway = truth(gateways, "gateway");
        for (NamedElement geopriv : geoprivs) {
            LocationObject.Parts parts = new LocationObject.Parts();
            parts.id = id;
            parts.deviceId = deviceId;
            parts.timestamp = timestamp;
            parts.gateway = gateway;
            geopriv(geopriv, parts);
            found.add(new LocationObject(target, parts));
        }
    }

    private void geopriv(NamedElement geopriv, LocationObject.Parts parts) {
        List<NamedElement> infos = geopriv.all(Namespaces.GEOPRIV, "location-info");
        if (infos.size() != 1) {
            note("geopriv", "a geopriv must have one location-info, but has " + infos.size() + "; the first counts");
        }
        List<CivicLocation> civics = new ArrayList<>();
        for (NamedElement location :
                infos.isEmpty() ? List.<NamedElement>of() : infos.get(0).children()) {
            if (location.local().equals("civicAddress") && Namespaces.CIVICS.contains(location.namespace())) {
                civics.add(civic(location));
            } else {
                parts.others++;
            }
        }
        parts.civics = List.copyOf(civics);
        List<NamedElement> rules = geopriv.all(Namespaces.GEOPRIV, "usage-rules");
        if (rules.isEmpty()) {
            note("geopriv", "a geopriv must have usage-rules");
        } else {
            parts.retransmission =
                    truth(rules.get(0).all(Namespaces.POLICIES, "retransmission-allowed"), "retransmission-allowed");
            parts.expiry = time(rules.get(0).all(Namespaces.POLICIES, "retention-expiry"), "retention-expiry");
        }
        parts.method = text(geopriv.all(Namespaces.GEOPRIV, "method"));
    }

    private CivicLocation civic(NamedElement address) {
        CivicLocation civic = CivicLocation.empty();
        String language = address.element().attribute("xml:lang").orElse("");
        if (CivicLocation.isLanguage(language)) {
            civic = civic.withLanguage(language);
        } else if (!language.isEmpty()) {
            note("civicAddress/@xml:lang", "a language must be 1 to 35 letters, digits and hyphens");
        }
        for (NamedElement child : address.children()) {
            String name = child.local();
            boolean known = Namespaces.CIVIC_FIELDS.contains(child.namespace())
                    && (FIELDS.containsKey(name) || LATER.containsKey(name));
            if (!known) {
                note("civicAddress/" + Require.clip(name), "the field is not known, and was passed over");
                continue;
            }
            civic = field(civic, name, child.element().text());
        }
        return civic;
    }

    private CivicLocation field(CivicLocation civic, String name, String text) {
        if (CivicLocation.collapse(text).isEmpty()) {
            return civic;
        }
        CivicField field = FIELDS.get(name);
        LaterCivicField later = LATER.get(name);
        boolean doubled = field != null
                ? civic.fields().contains(field)
                : civic.laterFields().contains(later);
        if (doubled) {
            note("civicAddress/" + name, "a field must occur once; the first counts");
            return civic;
        }
        try {
            return field != null ? civic.with(field, text) : later != null ? civic.with(later, text) : civic;
        } catch (IllegalArgumentException e) {
            note("civicAddress/" + name, "the field was passed over: " + e.getMessage());
            return civic;
        }
    }

    private static @Nullable String text(List<NamedElement> found) {
        String text = found.isEmpty()
                ? ""
                : CivicLocation.collapse(found.get(0).element().text());
        return text.isEmpty() ? null : text;
    }

    private @Nullable Boolean truth(List<NamedElement> found, String what) {
        String text = text(found);
        if (text == null) {
            return null;
        }
        switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "1", "yes" -> {
                return true;
            }
            case "false", "0", "no" -> {
                return false;
            }
            default -> {
                note(what, "the value must be true, false, 1, 0, yes or no, but is \"" + Require.clip(text) + "\"");
                return null;
            }
        }
    }

    private @Nullable Instant time(List<NamedElement> found, String what) {
        String text = text(found);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            note(what, "the value must be a date and time with its zone, but is \"" + Require.clip(text) + "\"");
            return null;
        }
    }
}
