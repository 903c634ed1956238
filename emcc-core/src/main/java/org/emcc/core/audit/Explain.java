package org.emcc.core.audit;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneService;
import org.emcc.core.device.PhoneServiceUrl;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PinChange;
import org.emcc.core.gateway.PinCheck;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.gateway.Timers;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginIds;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.Omission;
import org.emcc.core.snapshot.SnapshotProjection;
import org.emcc.core.user.Pin;
import org.jspecify.annotations.Nullable;

/**
 * What would happen if a user of one cluster logged in at a phone of another. The login is really made, by the same rules as any
 * other, between the likenesses of the two clusters, in this process, without a network and without a trace: the PIN counts as right,
 * nobody else is logged in, and each cluster reaches the other.
 *
 * <pre>{@code
 * Explanation explanation = Explain.of(newYork, london, Clock.systemUTC()).login(UserId.of("alice"), DeviceName.of("SEP0011AABBCCD1"));
 * System.out.println(explanation.text());
 * }</pre>
 *
 * <p>Source: emcc-behaviour 2.5 to 2.8, 4, 5.8 and 6.3.
 *
 * @threadsafety immutable when the {@link CallRoads} are
 * @since 0.1.0
 */
public final class Explain {
    private static final Pin RIGHT = Pin.of("0");

    private final ClusterConfiguration home;
    private final ClusterConfiguration visiting;
    private final Clock clock;
    private final CallRoads roads;
    private final List<Missed> missed;

    private Explain(
            ClusterConfiguration home,
            ClusterConfiguration visiting,
            Clock clock,
            CallRoads roads,
            List<Missed> missed) {
        this.home = home;
        this.visiting = visiting;
        this.clock = clock;
        this.roads = roads;
        this.missed = missed;
    }

    /** What the rules were not told of a cluster, because its snapshot does not say it in a way that they can use. */
    private record Missed(ClusterId cluster, Omission omission) {
        /** Of many kinds there are as many objects as people; those of others do not matter to a login. */
        private static final List<ObjectKind> OF_PEOPLE = List.of(
                ObjectKind.USER, ObjectKind.PHONE, ObjectKind.DEVICE_PROFILE, ObjectKind.LINE, ObjectKind.BASE_DEVICE);

        boolean matters(Set<String> names) {
            String object = omission.object();
            return OF_PEOPLE.stream()
                    .filter(kind -> object.startsWith(kind.label() + " "))
                    .findFirst()
                    .map(kind -> object.substring(kind.label().length() + 1).toLowerCase(Locale.ROOT))
                    .map(names::contains)
                    .orElse(true);
        }

        String sentence() {
            return "not known to the rules: " + cluster + ", " + omission;
        }
    }

    /**
     * Explains logins between two clusters.
     *
     * @param home the cluster of the users
     * @param visiting the cluster of the phones
     * @param clock when the logins are made
     * @return an explainer that knows no roads of calls
     */
    public static Explain of(ClusterConfiguration home, ClusterConfiguration visiting, Clock clock) {
        return new Explain(
                Objects.requireNonNull(home, "home"),
                Objects.requireNonNull(visiting, "visiting"),
                Objects.requireNonNull(clock, "clock"),
                CallRoads.none(),
                List.of());
    }

    /**
     * Explains logins between the likenesses of two clusters. What a snapshot does not say in a way that the rules can use is told by the
     * remarks of an explanation, as far as it may matter to its user and phone.
     *
     * @param home the cluster of the users
     * @param visiting the cluster of the phones
     * @param clock when the logins are made
     * @return an explainer that knows no roads of calls
     * @throws IllegalArgumentException when a snapshot has no valid cluster ID or release, so that no rule can run on it
     */
    public static Explain of(ClusterSnapshot home, ClusterSnapshot visiting, Clock clock) {
        SnapshotProjection.Projected homes = projected(Objects.requireNonNull(home, "home"));
        SnapshotProjection.Projected visitings = projected(Objects.requireNonNull(visiting, "visiting"));
        List<Missed> missed = new ArrayList<>();
        for (SnapshotProjection.Projected each : List.of(homes, visitings)) {
            ClusterId id = each.configuration().settings().id();
            each.omissions().forEach(omission -> missed.add(new Missed(id, omission)));
        }
        return new Explain(
                homes.configuration(),
                visitings.configuration(),
                Objects.requireNonNull(clock, "clock"),
                CallRoads.none(),
                List.copyOf(missed));
    }

    private static SnapshotProjection.Projected projected(ClusterSnapshot snapshot) {
        SnapshotProjection projection = snapshot.toConfiguration();
        if (projection instanceof SnapshotProjection.Projected projected) {
            return projected;
        }
        String reasons = ((SnapshotProjection.Refused) projection)
                .reasons().stream().map(Omission::toString).collect(Collectors.joining("; "));
        throw new IllegalArgumentException("snapshot of " + Require.clip(snapshot.name())
                + " must have what the rules run on, but has not: " + Require.clip(reasons, 300));
    }

    /**
     * The same, with somebody who knows which roads calls take.
     *
     * @param knowing such as the one of emcc-sip
     * @return a new explainer
     */
    public Explain calls(CallRoads knowing) {
        return new Explain(home, visiting, clock, Objects.requireNonNull(knowing, "roads"), missed);
    }

    /**
     * Explains a login. Of several profiles the first is taken.
     *
     * @param user the user, by user ID
     * @param phone the phone
     * @return what would happen
     */
    public Explanation login(UserId user, DeviceName phone) {
        return explained(Objects.requireNonNull(user, "user"), Objects.requireNonNull(phone, "phone"), null);
    }

    /**
     * Explains a login with a profile.
     *
     * @param user the user, by user ID
     * @param phone the phone
     * @param profile the device profile that the user chooses
     * @return what would happen
     */
    public Explanation login(UserId user, DeviceName phone, DeviceProfileName profile) {
        return explained(
                Objects.requireNonNull(user, "user"),
                Objects.requireNonNull(phone, "phone"),
                Objects.requireNonNull(profile, "profile"));
    }

    private Explanation explained(UserId user, DeviceName device, @Nullable DeviceProfileName profile) {
        List<String> remarks = new ArrayList<>();
        Optional<PhoneServiceUrl> service = service(device, remarks);
        LoginRequest.Builder request = LoginRequest.builder(device, user.value(), RIGHT)
                .emccCapable(service.map(PhoneServiceUrl::asksForEmcc).orElse(true));
        service.flatMap(PhoneServiceUrl::loginType).ifPresent(type -> {
            request.loginType(type);
            remarks.add("the service URL says login type " + type + ", but the user is looked for by user ID here");
        });
        if (profile != null) {
            request.chosenProfile(profile);
        }
        Login login = login(request.build());
        if (login.outcome() instanceof LoginOutcome.ChooseProfile choose) {
            remarks.add("the user chooses among " + choose.profiles() + "; the first is taken here");
            login = login(request.chosenProfile(choose.profiles().get(0)).build());
        }
        return explanation(user, device, login, remarks);
    }

    /** The objects of this login by name, in small letters: AXL's names do not tell them apart. */
    private Set<String> namesOf(UserId user, DeviceName device) {
        Set<String> names = new HashSet<>(Set.of(lower(user.value()), lower(device.value())));
        Optional.ofNullable(home.users().get(user))
                .ifPresent(known -> known.controlledProfiles().forEach(profile -> names.add(lower(profile.value()))));
        return names;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private Explanation explanation(UserId user, DeviceName device, Login login, List<String> remarks) {
        Explanation.Builder made =
                Explanation.builder(home.settings().id(), visiting.settings().id(), user, device, login.outcome());
        remarks.forEach(made::remark);
        Set<String> names = namesOf(user, device);
        missed.stream()
                .filter(each -> each.matters(names))
                .map(Missed::sentence)
                .forEach(made::remark);
        Optional<Geolocation> place =
                Optional.ofNullable(visiting.phones().get(device)).flatMap(visiting.settings()::geolocationOf);
        TemporaryDevice temporary = login.device();
        if (temporary != null) {
            made.device(
                    temporary,
                    home.settings()
                            .roamingDevicePool(place.map(Geolocation::address)
                                    .orElse(temporary.geolocation().value())));
            roads.of(home.settings(), visiting.settings(), temporary).forEach(made::call);
        }
        return made.build();
    }

    /** The Extension Mobility service of the phone: that to which it is subscribed, or else one for the whole enterprise. */
    private Optional<PhoneServiceUrl> service(DeviceName device, List<String> remarks) {
        Phone phone = visiting.phones().get(device);
        if (phone == null) {
            return Optional.empty();
        }
        Optional<PhoneService> found = Stream.concat(
                        phone.services().stream(),
                        visiting.settings().phoneServices().stream().filter(PhoneService::enterpriseSubscription))
                .filter(PhoneService::isExtensionMobility)
                .findFirst();
        if (found.isEmpty()) {
            remarks.add("no Extension Mobility service of the phone is known; one with the EMCC parameter is presumed");
            return Optional.empty();
        }
        PhoneService service = found.get();
        return Optional.of(PhoneServiceUrl.parse(service.secureUrl().orElse(service.url())));
    }

    /** What came out, and the device that home made for it. */
    private record Login(LoginOutcome outcome, @Nullable TemporaryDevice device) {}

    private Login login(LoginRequest request) {
        Devices devices = new Devices();
        InProcessLink link = InProcessLink.create();
        try (HomeCluster at = HomeCluster.builder(Directories.of(home), new RightPin(), devices, link)
                        .clock(clock)
                        .timers(new NoTimers())
                        .portDeadline(Duration.ZERO)
                        .control(device -> CompletableFuture.completedFuture(ResetOutcome.ACCEPTED))
                        .build();
                VisitingCluster from = VisitingCluster.builder(
                                Directories.of(visiting),
                                link,
                                devices,
                                device -> URI.create("https://visiting/logout"))
                        .clock(clock)
                        .timers(new NoTimers())
                        .ids(LoginIds.of(clock, () -> 0))
                        .portDeadline(Duration.ZERO)
                        .control(device -> CompletableFuture.completedFuture(ResetOutcome.ACCEPTED))
                        .build()) {
            link.join(at).join(from);
            LoginOutcome outcome = from.login(request).join();
            return new Login(outcome, devices.made);
        }
    }

    /** Every PIN is right, and stays so. */
    private static final class RightPin implements Credentials {
        @Override
        public PinCheck check(UserId user, Pin pin, ClusterId source) {
            return PinCheck.GOOD;
        }

        @Override
        public PinChange change(UserId user, Pin old, Pin next, ClusterId source) {
            throw new UnsupportedOperationException("no PIN is changed in an explanation");
        }
    }

    /** Serves nothing, and keeps the device whose file it was to serve. */
    private static final class Devices implements PhoneFiles {
        private @Nullable TemporaryDevice made;

        @Override
        public PublishedFile publish(TemporaryDevice device) {
            made = device;
            return new PublishedFile(device.name() + ".cnf.xml", 0);
        }

        @Override
        public void withdraw(LoginId login, DeviceName device, Duration grace) {}

        @Override
        public PublishedFile redirect(LoginId login, Redirect redirect) {
            return new PublishedFile(redirect.device() + ".cnf.xml", 0);
        }

        @Override
        public void restore(LoginId login, DeviceName device) {}
    }

    /** Time stands still. */
    private static final class NoTimers implements Timers {
        @Override
        public Ordered at(Instant when, Runnable task) {
            return () -> {};
        }

        @Override
        public void close() {}
    }

    @Override
    public String toString() {
        return "Explain[users of " + settings(home).id() + " at phones of "
                + settings(visiting).id() + "]";
    }

    private static ClusterSettings settings(ClusterConfiguration configuration) {
        return configuration.settings();
    }
}
