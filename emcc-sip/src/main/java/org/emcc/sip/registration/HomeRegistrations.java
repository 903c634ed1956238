package org.emcc.sip.registration;

import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.emcc.core.gateway.PhoneControl;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.session.TemporaryDevice;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the registrars of a cluster and its home side: tells the home side which phones are registered, admits the temporary
 * devices of its logins, and resets a phone by whichever registrar has it. The registrars are there first, since the home side resets
 * phones by them; then the home side is made, and connected:
 *
 * <pre>{@code
 * HomeRegistrations registrations = new HomeRegistrations();
 * Registrar sip = Registrar.builder(registrations.admission(own::contains))
 *         .listener(registrations.listener())
 *         .start(local);
 * HomeCluster home = HomeCluster.builder(directories, credentials, files, link)
 *         .control(HomeRegistrations.control(List.of(sip.phoneControl())))
 *         .build();
 * registrations.connect(home);
 * }</pre>
 *
 * <ul>
 *   <li>A phone that registers anew while it is registered ({@link UnregisterReason#REPLACED}) has not left: the home side is told of its
 *       registration only.
 *   <li>What registers before there is a home side is told to it when it is connected, unless it has left by then.
 *   <li>The home side works on the thread of the registrar, with its store, and the registrar waits for that: a store that takes long
 *       holds up all phones of that registrar.
 *   <li>Each registrar of the cluster has a listener of its own. A phone that fails over is registered with two of them for a while (sip
 *       4.5): it has left when the last of them has lost it. What is told of one device is told in turn; a registrar may wait for another
 *       one meanwhile.
 *   <li>What a registrar held when it was closed counts no longer, and the home side is not told: the phones go to another one, which
 *       tells of them, or come back.
 * </ul>
 *
 * <p>Source: design 4.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class HomeRegistrations {
    private static final int TURNS = 64;

    /** Also guards what was told before there was a home side. */
    private final Set<DeviceName> early = new LinkedHashSet<>();

    /** One for each registrar that is not closed. */
    private final List<OfRegistrar> registrars = new CopyOnWriteArrayList<>();

    /** What happens to one device happens in turn, so that the home side hears of it in that order. */
    private final List<Object> turns = Stream.generate(Object::new).limit(TURNS).toList();

    private volatile @Nullable Home home;

    /** What is needed of a home side. */
    record Home(
            Consumer<DeviceName> registered,
            Consumer<DeviceName> unregistered,
            Function<DeviceName, Optional<TemporaryDevice>> temporaryDevice) {}

    /** Begins without a home side. */
    public HomeRegistrations() {}

    /**
     * Names the home side, and tells it of what is registered already.
     *
     * @param cluster the home side
     * @throws IllegalStateException when there is one
     */
    public void connect(HomeCluster cluster) {
        connect(new Home(cluster::registered, cluster::unregistered, cluster::temporaryDevice));
    }

    void connect(Home side) {
        synchronized (early) {
            if (home != null) {
                throw new IllegalStateException("a home side is connected already");
            }
            for (Iterator<DeviceName> each = early.iterator(); each.hasNext(); each.remove()) {
                side.registered().accept(each.next());
            }
            home = side;
        }
    }

    /**
     * Admits the cluster's own devices, and those that are logged in here from elsewhere as long as their login lasts. A token is given
     * to the same.
     *
     * @param own tells whether a device is the cluster's own
     * @return the port, for the builder of a registrar
     */
    public DeviceAdmission admission(Predicate<DeviceName> own) {
        Objects.requireNonNull(own, "own");
        return DeviceAdmission.of(
                device -> own.test(device) || temporaryDevice(device).isPresent());
    }

    /**
     * The temporary device of a phone, as {@link HomeCluster#temporaryDevice} has it.
     *
     * @param device its name
     * @return the device; empty also before there is a home side
     */
    public Optional<TemporaryDevice> temporaryDevice(DeviceName device) {
        Objects.requireNonNull(device, "device");
        Home side = home;
        return side == null ? Optional.empty() : side.temporaryDevice().apply(device);
    }

    /**
     * Resets a phone by the registrar that has it. They are asked one after the other, until the phone has answered one: where a phone has
     * failed over, the first may still have the registration that it left behind, and gives up only when the time of its request has
     * passed. A registrar that gets no answer outweighs those that do not have the phone.
     *
     * @param registrars their controls, such as {@link Registrar#phoneControl}
     * @return the control, for the builders of the home and the visiting side
     */
    public static PhoneControl control(List<PhoneControl> registrars) {
        List<PhoneControl> all = List.copyOf(registrars);
        return device -> {
            CompletableFuture<ResetOutcome> outcome = PhoneControl.none().reset(device);
            for (PhoneControl each : all) {
                outcome = outcome.thenCompose(before -> switch (before) {
                    case NOT_REGISTERED -> each.reset(device);
                    case NO_ANSWER ->
                        each.reset(device).thenApply(next -> next == ResetOutcome.NOT_REGISTERED ? before : next);
                    default -> CompletableFuture.completedFuture(before);
                });
            }
            return outcome;
        };
    }

    /**
     * Makes the listener of one registrar, for SIP or for SCCP.
     *
     * @return a new listener, for the builder of one registrar
     */
    public RegistrationListener listener() {
        OfRegistrar made = new OfRegistrar();
        registrars.add(made);
        return made;
    }

    /** What one registrar tells. */
    private final class OfRegistrar implements RegistrationListener {
        private final Set<DeviceName> held = ConcurrentHashMap.newKeySet();

        @Override
        public void registered(DeviceName device, InetSocketAddress contact) {
            synchronized (turn(device)) {
                held.add(device);
                connected(() -> early.add(device))
                        .ifPresent(side -> side.registered().accept(device));
            }
        }

        @Override
        public void unregistered(DeviceName device, UnregisterReason reason) {
            synchronized (turn(device)) {
                held.remove(device);
                if (reason != UnregisterReason.REPLACED && isHeldByNone(device)) {
                    connected(() -> early.remove(device))
                            .ifPresent(side -> side.unregistered().accept(device));
                }
            }
        }

        @Override
        public void closed() {
            registrars.remove(this);
        }
    }

    private boolean isHeldByNone(DeviceName device) {
        return registrars.stream().noneMatch(each -> each.held.contains(device));
    }

    private Object turn(DeviceName device) {
        return turns.get(Math.floorMod(device.hashCode(), TURNS));
    }

    /** The home side; where there is none yet, it is remembered what it would be told. */
    private Optional<Home> connected(Runnable remember) {
        Home side = home;
        if (side == null) {
            synchronized (early) {
                side = home;
                if (side == null) {
                    remember.run();
                }
            }
        }
        return Optional.ofNullable(side);
    }
}
