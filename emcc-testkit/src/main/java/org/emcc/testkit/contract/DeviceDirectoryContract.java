package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.Phone;
import org.emcc.core.directory.DeviceDirectory;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.ServiceAddress;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link DeviceDirectory} keeps to. Uses nothing but JUnit: one method says how to make one with some devices, which are those
 * of {@link Company#newYork} and a few more.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class DeviceDirectoryContract {
    private static final ServiceAddress HERE = ServiceAddress.of("127.0.0.1", 1);
    private static final ClusterConfiguration NEW_YORK =
            Company.newYork().configuration(new Addresses(HERE, HERE, HERE));
    private static final List<Phone> PHONES = phones();

    /** One has a name that other languages have a use for. */
    private static final List<DeviceProfile> PROFILES = profiles(DeviceProfileName.of("R&D 'night' %_\\* <é>"));

    private static final List<BaseDevice> BASE_DEVICES = List.of(
            new BaseDevice(new BaseDeviceName(12), PhoneSecurity.NONSECURE),
            new BaseDevice(new BaseDeviceName(2), PhoneSecurity.SECURE),
            new BaseDevice(new BaseDeviceName(1), PhoneSecurity.NONSECURE));
    private static final int THREADS = 8;

    /** For those who extend it. */
    protected DeviceDirectoryContract() {}

    private static List<Phone> phones() {
        List<Phone> phones = new ArrayList<>(NEW_YORK.phones().values());
        Phone first = phones.get(0);
        phones.add(Phone.builder(DeviceName.of("Lobby_1.a"), first.model(), first.protocol(), first.devicePool())
                .security(PhoneSecurity.SECURE)
                .build());
        return List.copyOf(phones);
    }

    private static List<DeviceProfile> profiles(DeviceProfileName more) {
        List<DeviceProfile> profiles = new ArrayList<>(NEW_YORK.profiles().values());
        profiles.add(DeviceProfile.builder(more)
                .lines(profiles.get(0).lines())
                .userLocale("French France")
                .softkeyTemplate("Standard User")
                .build());
        return List.copyOf(profiles);
    }

    /**
     * A directory of some devices.
     *
     * @param phones the phones; each name once
     * @param profiles the user device profiles; each name once
     * @param baseDevices the EMCC base devices; each name once
     * @return a new one, which has these and no others
     */
    protected abstract DeviceDirectory newDirectory(
            List<Phone> phones, List<DeviceProfile> profiles, List<BaseDevice> baseDevices);

    private DeviceDirectory ofAll() {
        return newDirectory(PHONES, PROFILES, BASE_DEVICES);
    }

    @Test
    @Timeout(120)
    void eachPhoneIsFoundWholeByItsName() {
        DeviceDirectory directory = ofAll();
        for (Phone phone : PHONES) {
            assertEquals(Optional.of(phone), directory.phone(phone.name()));
        }
    }

    @Test
    @Timeout(120)
    void eachProfileIsFoundWholeByItsName() {
        DeviceDirectory directory = ofAll();
        for (DeviceProfile profile : PROFILES) {
            assertEquals(Optional.of(profile), directory.profile(profile.name()));
        }
    }

    @Test
    @Timeout(120)
    void whatIsNotThereIsNotFound() {
        DeviceDirectory directory = ofAll();
        for (String name : List.of("SEP0000000000FF", "SEP", "Lobby_1", "Lobbyx1.a", "BAT000000000001")) {
            assertEquals(Optional.empty(), directory.phone(DeviceName.of(name)), name);
        }
        String phone = PHONES.get(0).name().value();
        for (String name : List.of(
                phone, "%", "*", "R&D", "' OR '1'='1", PROFILES.get(0).name().value() + " ")) {
            assertEquals(Optional.empty(), directory.profile(DeviceProfileName.of(name)), name);
        }
    }

    @Test
    @Timeout(120)
    void allBaseDevicesAreToldEachOnce() {
        DeviceDirectory directory = ofAll();
        List<BaseDevice> told = directory.baseDevices();
        assertEquals(Set.copyOf(BASE_DEVICES), Set.copyOf(told));
        assertEquals(BASE_DEVICES.size(), told.size());
        assertEquals(Set.copyOf(told), Set.copyOf(directory.baseDevices()), "whoever asks again is told the same");
    }

    @Test
    @Timeout(120)
    void whereNothingIsNothingIsFound() {
        DeviceDirectory directory = newDirectory(List.of(), List.of(), List.of());
        assertEquals(Optional.empty(), directory.phone(PHONES.get(0).name()));
        assertEquals(Optional.empty(), directory.profile(PROFILES.get(0).name()));
        assertEquals(List.of(), directory.baseDevices());
    }

    @Test
    @Timeout(120)
    void manyAskAtOnce() throws Exception {
        DeviceDirectory directory = ofAll();
        AtomicInteger next = new AtomicInteger();
        AtOnce.run(THREADS, () -> {
            int first = next.getAndIncrement();
            for (int i = first; i < first + 50; i++) {
                Phone phone = PHONES.get(i % PHONES.size());
                DeviceProfile profile = PROFILES.get(i % PROFILES.size());
                assertEquals(Optional.of(phone), directory.phone(phone.name()));
                assertEquals(Optional.of(profile), directory.profile(profile.name()));
            }
            return List.of();
        });
    }
}
