package org.emcc.core.store.jdbc;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.Srst;
import org.emcc.core.device.SrstOption;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.XmlNode.Element;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.VisitingFacts;

/** What occurs in several documents. Values are attributes, because an attribute keeps its text exactly. */
final class CommonDocuments {
    private CommonDocuments() {}

    static Part.Attributes putLimit(Part.Attributes attributes, LoginLimit limit) {
        return attributes.putIf("limit", limit.duration());
    }

    static LoginLimit limit(Part part) throws Part.Broken {
        return part.find("limit", text -> LoginLimit.after(Duration.parse(text)))
                .orElse(LoginLimit.none());
    }

    static Element visiting(VisitingFacts visiting) {
        return Part.with()
                .put("cluster", visiting.cluster())
                .put("release", visiting.release())
                .put("securityMode", visiting.securityMode())
                .element("visiting");
    }

    static VisitingFacts visiting(Part part) throws Part.Broken {
        return new VisitingFacts(
                part.get("cluster", ClusterId::of),
                part.get("release", Release::parse),
                part.constant("securityMode", ClusterSecurityMode.class));
    }

    static Element phone(PhoneFacts phone) {
        return Part.with()
                .put("device", phone.device())
                .put("protocol", phone.protocol())
                .put("security", phone.security())
                .put("geolocation", phone.geolocation())
                .putIf("logoutUri", phone.logoutUri())
                .element("phone", List.of(model(phone.model(), Part.with()), srst(phone.srst(), Part.with())));
    }

    static PhoneFacts phone(Part part) throws Part.Broken {
        PhoneFacts.Builder phone = PhoneFacts.builder(
                        part.get("device", DeviceName::of),
                        model(part.part("model")),
                        part.constant("protocol", DeviceProtocol.class))
                .security(part.constant("security", PhoneSecurity.class))
                .geolocation(part.get("geolocation", CivicAddress::parse))
                .srst(srst(part.part("srst")));
        part.find("logoutUri", URI::create).ifPresent(phone::logoutUri);
        return phone.build();
    }

    static Element model(PhoneModel model, Part.Attributes attributes) {
        return attributes
                .put("name", model.name())
                .put("number", model.number())
                .put("emcc", model.supportsEmcc())
                .element("model");
    }

    static PhoneModel model(Part part) throws Part.Broken {
        return part.made(
                () -> new PhoneModel(part.text("name"), part.get("number", Integer::valueOf), part.flag("emcc")));
    }

    static Element srst(Srst srst, Part.Attributes attributes) {
        return attributes
                .put("option", srst.option())
                .putIf("sccp", srst.sccp())
                .putIf("sip", srst.sip())
                .element("srst");
    }

    static Srst srst(Part part) throws Part.Broken {
        Srst.Builder srst = Srst.builder(part.constant("option", SrstOption.class));
        part.find("sccp", ServiceAddress::parse).ifPresent(srst::sccp);
        part.find("sip", ServiceAddress::parse).ifPresent(srst::sip);
        return srst.build();
    }

    static List<Element> addresses(String name, List<ServiceAddress> addresses) {
        return addresses.stream()
                .map(address -> Part.with().put("at", address).element(name))
                .toList();
    }

    static List<ServiceAddress> addresses(List<Part> parts) throws Part.Broken {
        List<ServiceAddress> addresses = new ArrayList<>();
        for (Part part : parts) {
            addresses.add(part.get("at", ServiceAddress::parse));
        }
        return addresses;
    }

    /** Elements of what may be absent. */
    static List<Element> present(List<Optional<Element>> elements) {
        return elements.stream().flatMap(Optional::stream).toList();
    }
}
