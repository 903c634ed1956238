package org.emcc.core.store.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.emcc.core.device.CallManagerGroup;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.Line;
import org.emcc.core.device.PhoneService;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.XmlNode.Element;
import org.emcc.core.session.Origin;
import org.emcc.core.session.Sourced;
import org.emcc.core.session.TemporaryDevice;

/** The document of a temporary device: one element for each attribute, which says where it comes from. */
final class DeviceDocument {
    private DeviceDocument() {}

    static String write(TemporaryDevice device) {
        List<Element> parts = new ArrayList<>(List.of(
                CommonDocuments.model(device.model().value(), from(device.model())),
                value("protocol", device.protocol(), device.protocol().value().name()),
                pool(device.devicePool()),
                profile(device.profile()),
                CommonDocuments.srst(device.srst().value(), from(device.srst())),
                value("sipProfile", device.sipProfile(), device.sipProfile().value()),
                value(
                        "commonPhoneProfile",
                        device.commonPhoneProfile(),
                        device.commonPhoneProfile().value()),
                value("security", device.security(), device.security().value().name()),
                value(
                        "geolocation",
                        device.geolocation(),
                        device.geolocation().value().toString())));
        device.userLocale().ifPresent(locale -> parts.add(value("userLocale", locale, locale.value())));
        device.softkeyTemplate().ifPresent(keys -> parts.add(value("softkeyTemplate", keys, keys.value())));
        return Part.document(Part.with()
                .put("name", device.name())
                .put("login", device.login())
                .put("baseDevice", device.baseDevice().number())
                .put("user", device.user())
                .element("device", parts));
    }

    private static Part.Attributes from(Sourced<?> sourced) {
        return Part.with().put("from", sourced.origin());
    }

    private static Element value(String name, Sourced<?> sourced, String value) {
        return from(sourced).put("value", value).element(name);
    }

    private static Element pool(Sourced<DevicePool> sourced) {
        DevicePool pool = sourced.value();
        CallManagerGroup group = pool.callManagerGroup();
        DateTimeGroup time = pool.dateTimeGroup();
        Optional<Element> geolocation = pool.geolocation()
                .map(place -> Part.with()
                        .put("name", place.name())
                        .put("address", place.address())
                        .element("geolocation"));
        return from(sourced)
                .put("name", pool.name())
                .putIf("adjunctCss", pool.adjunctCallingSearchSpace())
                .putIf("networkLocale", pool.networkLocale())
                .element(
                        "devicePool",
                        CommonDocuments.present(List.of(
                                Optional.of(Part.with()
                                        .put("name", group.name())
                                        .element(
                                                "callManagerGroup",
                                                CommonDocuments.addresses("callManager", group.members()))),
                                Optional.of(Part.with()
                                        .put("name", time.name())
                                        .put("dateTemplate", time.dateTemplate())
                                        .put("timeZone", time.timeZone())
                                        .put("olsonTimeZone", time.olsonTimeZone())
                                        .element("dateTimeGroup")),
                                geolocation,
                                Optional.of(CommonDocuments.srst(pool.srst(), Part.with())))));
    }

    private static Element profile(Sourced<DeviceProfile> sourced) {
        DeviceProfile profile = sourced.value();
        List<Element> parts = new ArrayList<>();
        for (Line line : profile.lines()) {
            parts.add(Part.with()
                    .put("index", line.index())
                    .put("number", line.number())
                    .put("label", line.label())
                    .element("line"));
        }
        for (PhoneService service : profile.services()) {
            parts.add(Part.with()
                    .put("name", service.name())
                    .put("url", service.url())
                    .element("service"));
        }
        return from(sourced)
                .put("name", profile.name().value())
                .putIf("emccCss", profile.emccCallingSearchSpace())
                .putIf("userLocale", profile.userLocale())
                .putIf("softkeyTemplate", profile.softkeyTemplate())
                .element("profile", parts);
    }

    static TemporaryDevice read(Part device) throws Part.Broken {
        TemporaryDevice.Builder made = TemporaryDevice.builder(
                device.get("name", DeviceName::of),
                device.get("login", LoginId::parse),
                device.get("baseDevice", number -> BaseDeviceName.of(Integer.parseInt(number))),
                device.get("user", UserId::of),
                sourced(device.part("model"), CommonDocuments::model),
                sourced(device.part("protocol"), part -> part.constant("value", DeviceProtocol.class)),
                sourced(device.part("devicePool"), DeviceDocument::pool),
                sourced(device.part("profile"), DeviceDocument::profile),
                sourced(device.part("srst"), CommonDocuments::srst),
                sourced(device.part("sipProfile"), DeviceDocument::text),
                sourced(device.part("commonPhoneProfile"), DeviceDocument::text),
                sourced(device.part("security"), part -> part.constant("value", PhoneSecurity.class)),
                sourced(device.part("geolocation"), part -> part.get("value", CivicAddress::parse)));
        Optional<Part> locale = device.findPart("userLocale");
        if (locale.isPresent()) {
            made.userLocale(sourced(locale.get(), DeviceDocument::text));
        }
        Optional<Part> keys = device.findPart("softkeyTemplate");
        if (keys.isPresent()) {
            made.softkeyTemplate(sourced(keys.get(), DeviceDocument::text));
        }
        return made.build();
    }

    /** Reads a value from its element. */
    private interface Reading<T> {
        T of(Part part) throws Part.Broken;
    }

    private static <T> Sourced<T> sourced(Part part, Reading<T> reading) throws Part.Broken {
        return new Sourced<>(reading.of(part), part.constant("from", Origin.class));
    }

    private static String text(Part part) throws Part.Broken {
        return part.text("value");
    }

    private static DevicePool pool(Part part) throws Part.Broken {
        Part group = part.part("callManagerGroup");
        Part time = part.part("dateTimeGroup");
        Optional<Part> place = part.findPart("geolocation");
        return part.made(() -> {
            DevicePool.Builder pool = DevicePool.builder(
                            part.get("name", DevicePoolName::of),
                            new CallManagerGroup(
                                    group.text("name"), CommonDocuments.addresses(group.parts("callManager"))),
                            new DateTimeGroup(
                                    time.text("name"),
                                    time.text("dateTemplate"),
                                    time.text("timeZone"),
                                    time.text("olsonTimeZone")))
                    .srst(CommonDocuments.srst(part.part("srst")));
            part.findText("adjunctCss").ifPresent(pool::adjunctCallingSearchSpace);
            part.findText("networkLocale").ifPresent(pool::networkLocale);
            if (place.isPresent()) {
                pool.geolocation(
                        new Geolocation(place.get().text("name"), place.get().get("address", CivicAddress::parse)));
            }
            return pool.build();
        });
    }

    private static DeviceProfile profile(Part part) throws Part.Broken {
        return part.made(() -> {
            List<Line> lines = new ArrayList<>();
            for (Part line : part.parts("line")) {
                lines.add(new Line(line.get("index", Integer::valueOf), line.text("number"), line.text("label")));
            }
            List<PhoneService> services = new ArrayList<>();
            for (Part service : part.parts("service")) {
                services.add(new PhoneService(service.text("name"), service.text("url")));
            }
            DeviceProfile.Builder profile = DeviceProfile.builder(part.get("name", DeviceProfileName::of))
                    .lines(lines)
                    .services(services);
            part.findText("emccCss").ifPresent(profile::emccCallingSearchSpace);
            part.findText("userLocale").ifPresent(profile::userLocale);
            part.findText("softkeyTemplate").ifPresent(profile::softkeyTemplate);
            return profile.build();
        });
    }
}
