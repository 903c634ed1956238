package org.emcc.testkit.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.Phone;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.directory.DeviceDirectory;
import org.emcc.core.directory.UserDirectory;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.user.EndUser;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;

/** Directories which break their contracts in one point. */
final class BrokenDirectories {
    private BrokenDirectories() {}

    private static Stream<String> texts(EndUser user, LoginType type) {
        return switch (type) {
            case UID -> Stream.of(user.id().value());
            case SP -> user.selfServiceId().stream();
            case DN -> user.primaryExtension().stream();
        };
    }

    private static List<EndUser> find(List<EndUser> users, LoginType type, String identifier) {
        return users.stream()
                .filter(user -> texts(user, type).anyMatch(identifier::equals))
                .toList();
    }

    /** Breaks nothing. */
    static class SoundUsers extends UserDirectoryContract {
        @Override
        protected UserDirectory newDirectory(List<EndUser> users) {
            return (type, identifier) -> find(users, type, identifier);
        }
    }

    static class LooksInAllFields extends UserDirectoryContract {
        @Override
        protected UserDirectory newDirectory(List<EndUser> users) {
            return (type, identifier) -> users.stream()
                    .filter(user -> Stream.of(LoginType.values())
                            .flatMap(each -> texts(user, each))
                            .anyMatch(identifier::equals))
                    .toList();
        }
    }

    static class KnowsNoSelfServiceId extends UserDirectoryContract {
        @Override
        protected UserDirectory newDirectory(List<EndUser> users) {
            return (type, identifier) -> type == LoginType.SP ? List.of() : find(users, type, identifier);
        }
    }

    static class TakesTheFirst extends UserDirectoryContract {
        @Override
        protected UserDirectory newDirectory(List<EndUser> users) {
            return (type, identifier) -> SoundPorts.first(find(users, type, identifier));
        }
    }

    static class KnowsThoseAtHomeOnly extends UserDirectoryContract {
        @Override
        protected UserDirectory newDirectory(List<EndUser> users) {
            return (type, identifier) -> find(users, type, identifier).stream()
                    .filter(EndUser::homeCluster)
                    .toList();
        }
    }

    static class SortsProfiles extends UserDirectoryContract {
        @Override
        protected UserDirectory newDirectory(List<EndUser> users) {
            return (type, identifier) -> find(users, type, identifier).stream()
                    .map(user -> user.toBuilder()
                            .controlledProfiles(user.controlledProfiles().stream()
                                    .sorted(Comparator.comparing(DeviceProfileName::value))
                                    .toList())
                            .build())
                    .toList();
        }
    }

    static class TrimsWhatWasTyped extends UserDirectoryContract {
        @Override
        protected UserDirectory newDirectory(List<EndUser> users) {
            return (type, identifier) -> find(users, type, identifier.strip());
        }
    }

    static class HasAGuest extends UserDirectoryContract {
        @Override
        protected UserDirectory newDirectory(List<EndUser> users) {
            return (type, identifier) -> users.isEmpty()
                    ? List.of(EndUser.builder(UserId.of("guest")).build())
                    : find(users, type, identifier);
        }
    }

    static class MixesQuestionsUp extends UserDirectoryContract {
        @Override
        protected UserDirectory newDirectory(List<EndUser> users) {
            SoundPorts.Meeting<List<EndUser>> meeting = new SoundPorts.Meeting<>();
            return (type, identifier) -> meeting.meet(find(users, type, identifier));
        }
    }

    /** Breaks nothing. */
    static class SoundDevices extends DeviceDirectoryContract {
        Phone told(Phone phone) {
            return phone;
        }

        DeviceProfile told(DeviceProfile profile) {
            return profile;
        }

        boolean is(String asked, String name) {
            return asked.equals(name);
        }

        List<BaseDevice> told(List<BaseDevice> devices) {
            return devices;
        }

        <T> T meet(T answer) {
            return answer;
        }

        @Override
        protected DeviceDirectory newDirectory(
                List<Phone> phones, List<DeviceProfile> profiles, List<BaseDevice> baseDevices) {
            return new DeviceDirectory() {
                @Override
                public Optional<Phone> phone(DeviceName name) {
                    return meet(phones.stream()
                            .filter(phone -> is(name.value(), phone.name().value()))
                            .findFirst()
                            .map(phone -> told(phone)));
                }

                @Override
                public Optional<DeviceProfile> profile(DeviceProfileName name) {
                    return profiles.stream()
                            .filter(profile -> is(name.value(), profile.name().value()))
                            .findFirst()
                            .map(profile -> told(profile));
                }

                @Override
                public List<BaseDevice> baseDevices() {
                    return told(baseDevices);
                }
            };
        }
    }

    static class ForgetsThatAPhoneIsSecure extends SoundDevices {
        @Override
        Phone told(Phone phone) {
            return phone.toBuilder().security(PhoneSecurity.NONSECURE).build();
        }
    }

    static class ForgetsServices extends SoundDevices {
        @Override
        DeviceProfile told(DeviceProfile profile) {
            return profile.toBuilder().services(List.of()).build();
        }
    }

    static class TakesBeginningsForNames extends SoundDevices {
        @Override
        boolean is(String asked, String name) {
            return name.startsWith(asked);
        }
    }

    static class TellsBaseDevicesTwice extends SoundDevices {
        @Override
        List<BaseDevice> told(List<BaseDevice> devices) {
            List<BaseDevice> twice = new ArrayList<>(devices);
            twice.addAll(devices);
            return twice;
        }
    }

    static class HidesSecureBaseDevices extends SoundDevices {
        @Override
        List<BaseDevice> told(List<BaseDevice> devices) {
            return devices.stream()
                    .filter(device -> device.security() == PhoneSecurity.NONSECURE)
                    .toList();
        }
    }

    static class FailsWhereNothingIs extends SoundDevices {
        @Override
        List<BaseDevice> told(List<BaseDevice> devices) {
            return List.of(devices.get(0), devices.get(1), devices.get(2));
        }
    }

    static class MixesPhonesUp extends SoundDevices {
        private final SoundPorts.Meeting<Object> meeting = new SoundPorts.Meeting<>();

        @Override
        @SuppressWarnings("unchecked")
        <T> T meet(T answer) {
            return (T) meeting.meet(answer);
        }
    }

    /** Breaks nothing. */
    static class SoundSettings extends ClusterDirectoryContract {
        @Override
        protected ClusterDirectory newDirectory(ClusterSettings settings) {
            return () -> settings;
        }
    }

    static class ForgetsTrunks extends ClusterDirectoryContract {
        @Override
        protected ClusterDirectory newDirectory(ClusterSettings settings) {
            ClusterSettings less = settings.toBuilder().trunks(List.of()).build();
            return () -> less;
        }
    }

    static class ChangesItsId extends ClusterDirectoryContract {
        @Override
        protected ClusterDirectory newDirectory(ClusterSettings settings) {
            ServiceAddress here = ServiceAddress.of("127.0.0.1", 1);
            ClusterSettings other = Company.newYork()
                    .configuration(new Addresses(here, here, here))
                    .settings();
            AtomicInteger asked = new AtomicInteger();
            return () -> asked.getAndIncrement() == 0 ? settings : other;
        }
    }

    static class ServesOneAtATime extends ClusterDirectoryContract {
        @Override
        protected ClusterDirectory newDirectory(ClusterSettings settings) {
            SoundPorts.Meeting<Object> meeting = new SoundPorts.Meeting<>();
            return () -> {
                Object own = new Object();
                if (!Objects.equals(meeting.meet(own), own)) {
                    throw new IllegalStateException("the connection is in use");
                }
                return settings;
            };
        }
    }
}
