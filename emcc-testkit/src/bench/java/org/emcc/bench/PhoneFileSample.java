package org.emcc.bench;

import java.util.ArrayList;
import java.util.List;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.tftp.config.CallManagerNode;
import org.emcc.tftp.config.DateTimeSetting;
import org.emcc.tftp.config.ElementValue;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.PhoneElement;
import org.emcc.tftp.config.PhoneServiceEntry;
import org.emcc.tftp.config.SipLine;
import org.emcc.tftp.config.SrstReference;
import org.emcc.tftp.config.VersionStamp;

/**
 * A phone's own file of some 12 KB as a SIP phone with two lines has it: each element of the common part and of the SIP
 * profile that has a default, the URLs, and the flags and numbers of {@code vendorConfig} that all families read.
 */
final class PhoneFileSample {
    private static final VersionStamp STAMP = VersionStamp.of("1795305600-00000000-0000-0001-0000-000000000002");
    private static final String EM = "http://10.47.0.1:8080/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#";

    private record Setting(PhoneElement element, Object value) {}

    private static final List<Setting> SETTINGS = settings();

    private PhoneFileSample() {}

    /** The file as its user makes it: all of it anew, from Java values. */
    static PhoneConfiguration build(int number) {
        String directoryNumber = Integer.toString(22_000_000 + number);
        PhoneConfiguration.Builder file = PhoneConfiguration.ownFile(STAMP)
                .devicePool("dp-oslo-floor-3")
                .dateTimeSetting(
                        new DateTimeSetting("CMLocal", "D.M.Y", "W. Europe Standard/Daylight Time", "Europe/Oslo"))
                .callManager(CallManagerNode.of("cucm1.oslo.example.com"))
                .callManager(CallManagerNode.of("cucm2.oslo.example.com"))
                .callManager(CallManagerNode.of("cucm3.oslo.example.com"))
                .srst(SrstReference.of("srst-oslo", List.of(ServiceAddress.of("10.47.9.1"))))
                .tvs(ServiceAddress.of("cucm1.oslo.example.com"))
                .tvs(ServiceAddress.of("cucm2.oslo.example.com"))
                .loadInformation("sip88xx.12-8-1-0001-455")
                .softKeyFile("SK4b8e0a4e-5d2f-4a51-b8a3-6d2ad0f6a1e7.xml")
                .userId(UserId.of("user" + number))
                .phoneService(new PhoneServiceEntry("Missed Calls", "Application:Cisco/MissedCalls"))
                .phoneService(new PhoneServiceEntry("Voicemail", "Application:Cisco/Voicemail"))
                .phoneService(new PhoneServiceEntry("Corporate Directory", "Application:Cisco/CorporateDirectory"))
                .phoneService(new PhoneServiceEntry("Extension Mobility", EM));
        for (int button = 1; button <= 2; button++) {
            file.line(SipLine.builder(button, directoryNumber + button)
                    .label("Ada Byron " + button)
                    .displayName("Ada Byron")
                    .contact("9c3a6b52-6a7e-4f0e-9e59-" + directoryNumber + "000" + button)
                    .messagesNumber("22009999")
                    .build());
        }
        for (Setting setting : SETTINGS) {
            file.element(setting.element, value(setting.value));
        }
        return file.build();
    }

    private static ElementValue value(Object value) {
        if (value instanceof Boolean flag) {
            return ElementValue.flag(flag);
        }
        return value instanceof Integer number ? ElementValue.number(number) : ElementValue.text((String) value);
    }

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (PhoneElement element : PhoneElement.all()) {
            String path = element.path();
            boolean own = List.of("fullConfig", "deviceProtocol", "versionStamp", "userId", "loadInformation")
                            .contains(path)
                    || path.matches("(devicePool|TVS|sipProfile/sipProxies|sipProfile/sipLines|capfList"
                            + "|phoneServices|addOnModules|vpnGroup|commonConfig|enterpriseConfig)(/.*)?")
                    || path.endsWith("softKeyFile");
            if (own
                    || element.attribute()
                    || element.type() == PhoneElement.Type.GROUP
                    || element.secret()
                    || !element.families().isEmpty()) {
                continue;
            }
            String text = element.defaultText()
                    .orElse(path.startsWith("vendorConfig/") && element.type() != PhoneElement.Type.TEXT ? "1" : "");
            ElementValue value = element.read(text);
            if (path.endsWith("URL") && path.indexOf('/') < 0) {
                settings.add(new Setting(element, "https://cucm1.oslo.example.com:8443/ccmcip/" + path));
            } else if (value.asFlag().isPresent()) {
                settings.add(new Setting(element, value.asFlag().get()));
            } else if (value.asNumber().isPresent()) {
                settings.add(new Setting(element, value.asNumber().getAsInt()));
            } else if (value.asText().filter(t -> !t.isEmpty()).isPresent()) {
                settings.add(new Setting(element, value.asText().get()));
            }
        }
        return List.copyOf(settings);
    }
}
