package org.emcc.core.login;

import java.util.Optional;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.CommonDeviceConfiguration;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.EmccTemplate;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.Origin;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.Sourced;
import org.emcc.core.session.TemporaryDevice;

/**
 * H15: how the attributes of the temporary device come about, and where each comes from (emcc-behaviour 4). Where two speak, the
 * user device profile goes before the common device configuration (inferred there).
 */
final class DeviceMaking {
    private DeviceMaking() {}

    static TemporaryDevice make(HomeLogin login, BaseDeviceName base, ClusterSettings settings, DeviceProfile profile) {
        EmccTemplate template =
                settings.template().orElseThrow(() -> new IllegalStateException("the default EMCC template is gone"));
        DevicePool pool = settings.devicePool(login.devicePool())
                .orElseThrow(() -> new IllegalStateException("device pool " + login.devicePool() + " is gone"));
        PhoneFacts phone = login.phone();
        TemporaryDevice.Builder device = TemporaryDevice.builder(
                phone.device(),
                login.id(),
                base,
                login.user(),
                new Sourced<>(phone.model(), Origin.VISITING_PHONE),
                new Sourced<>(phone.protocol(), Origin.VISITING_PHONE),
                new Sourced<>(pool, login.poolMatched() ? Origin.ROAMING_DEVICE_POOL : Origin.TEMPLATE_DEVICE_POOL),
                new Sourced<>(profile, Origin.DEVICE_PROFILE),
                new Sourced<>(phone.srst(), Origin.VISITING_PHONE),
                new Sourced<>(template.sipProfile(), Origin.EMCC_TEMPLATE),
                new Sourced<>(template.commonPhoneProfile(), Origin.EMCC_TEMPLATE),
                security(phone),
                new Sourced<>(phone.geolocation(), Origin.VISITING_PHONE));
        Optional<CommonDeviceConfiguration> common = template.commonDeviceConfiguration();
        first(profile.userLocale(), common.flatMap(CommonDeviceConfiguration::userLocale))
                .ifPresent(device::userLocale);
        first(profile.softkeyTemplate(), common.flatMap(CommonDeviceConfiguration::softkeyTemplate))
                .ifPresent(device::softkeyTemplate);
        return device.build();
    }

    /** A secure phone that got here is one of a pair that does secure EMCC (8.1); every other one signals in clear. */
    private static Sourced<PhoneSecurity> security(PhoneFacts phone) {
        return new Sourced<>(
                phone.security(),
                phone.security() == PhoneSecurity.SECURE ? Origin.VISITING_PHONE : Origin.BASE_DEVICE);
    }

    private static Optional<Sourced<String>> first(Optional<String> profile, Optional<String> common) {
        return profile.map(value -> new Sourced<>(value, Origin.DEVICE_PROFILE))
                .or(() -> common.map(value -> new Sourced<>(value, Origin.COMMON_DEVICE_CONFIGURATION)));
    }
}
