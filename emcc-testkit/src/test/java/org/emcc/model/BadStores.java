package org.emcc.model;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeSession;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Reservation;
import org.emcc.core.store.Versioned;

/** Home stores that break their contract in one point, and one that only goes to its limit. */
public final class BadStores {
    private BadStores() {}

    /** Reserves whatever the user has already. */
    public static HomeLoginStore withoutPolicy(HomeLoginStore store) {
        return new Forwarding(store) {
            @Override
            public Reservation reserve(
                    HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede, Lease lease) {
                return store.reserve(login, MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED, supersede, lease);
            }
        };
    }

    /** Does not remember ends that arrived before their beginnings. */
    public static HomeLoginStore withoutGraves(HomeLoginStore store) {
        return new Forwarding(store) {
            @Override
            public void bury(LoginId login) {
                // Forgotten at once.
            }
        };
    }

    /** Says of every session that it stands on the first base device. */
    public static HomeLoginStore withOneBaseDevice(HomeLoginStore store) {
        return new Forwarding(store) {
            @Override
            public Optional<Versioned<HomeSession>> find(LoginId login) {
                return store.find(login).map(found -> new Versioned<>(onFirst(found.value()), found.version()));
            }
        };
    }

    /** Sees logins as they began, until a save of what it saw is refused: as if other nodes had done all that came after. */
    public static HomeLoginStore outOfDate(HomeLoginStore store) {
        Map<DeviceName, Versioned<HomeSession>> seen = new HashMap<>();
        return new Forwarding(store) {
            @Override
            public Reservation reserve(
                    HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede, Lease lease) {
                Reservation reservation = store.reserve(login, policy, supersede, lease);
                if (reservation instanceof Reservation.Reserved reserved) {
                    seen.put(login.device(), reserved.session());
                }
                return reservation;
            }

            @Override
            public Optional<Versioned<HomeSession>> save(HomeSession next, long version, Lease lease) {
                Optional<Versioned<HomeSession>> saved = store.save(next, version, lease);
                if (saved.isEmpty()) {
                    seen.remove(next.login().device());
                }
                return saved;
            }

            @Override
            public Optional<Versioned<HomeSession>> lastSeen(DeviceName device) {
                return Optional.ofNullable(seen.get(device)).or(() -> store.live(device));
            }
        };
    }

    /** Throws what no store may throw when it is asked for the login of a phone. */
    public static HomeLoginStore thatThrows(HomeLoginStore store) {
        return new Forwarding(store) {
            @Override
            public Optional<Versioned<HomeSession>> live(DeviceName device) {
                throw new UnsupportedOperationException("phones are not known here");
            }
        };
    }

    /** Takes a second login at a phone that has one. */
    public static HomeLoginStore withoutDevices(HomeLoginStore store) {
        HomeLoginStore more = HomeLoginStore.inMemory();
        return new Forwarding(store) {
            @Override
            public void provision(Collection<BaseDevice> baseDevices) {
                store.provision(baseDevices);
                more.provision(baseDevices);
            }

            @Override
            public Reservation reserve(
                    HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede, Lease lease) {
                Reservation reservation = store.reserve(login, policy, supersede, lease);
                return reservation instanceof Reservation.Refused refused
                                && refused.code().number() == 37
                        ? more.reserve(login, policy, supersede, lease)
                        : reservation;
            }

            @Override
            public Optional<Versioned<HomeSession>> save(HomeSession next, long version, Lease lease) {
                return (more.find(next.login().id()).isPresent() ? more : store).save(next, version, lease);
            }

            @Override
            public Optional<Versioned<HomeSession>> find(LoginId login) {
                return store.find(login).or(() -> more.find(login));
            }

            @Override
            public List<Versioned<HomeSession>> liveAfter(LoginId after, int max) {
                return Stream.concat(store.liveAfter(after, max).stream(), more.liveAfter(after, max).stream())
                        .toList();
            }
        };
    }

    private static HomeSession onFirst(HomeSession session) {
        HomeSession.Builder copy = HomeSession.builder(session.login(), BaseDeviceName.of(1), session.state())
                .pending(session.pending());
        session.device().ifPresent(copy::device);
        return copy.build();
    }

    /** Everything as the store does it. */
    private static class Forwarding implements HomeLoginStore {
        private final HomeLoginStore store;

        Forwarding(HomeLoginStore store) {
            this.store = store;
        }

        @Override
        public void provision(Collection<BaseDevice> baseDevices) {
            store.provision(baseDevices);
        }

        @Override
        public Reservation reserve(
                HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede, Lease lease) {
            return store.reserve(login, policy, supersede, lease);
        }

        @Override
        public Optional<Versioned<HomeSession>> save(HomeSession next, long version, Lease lease) {
            return store.save(next, version, lease);
        }

        @Override
        public Optional<Versioned<HomeSession>> find(LoginId login) {
            return store.find(login);
        }

        @Override
        public Optional<Versioned<HomeSession>> live(DeviceName device) {
            return store.live(device);
        }

        @Override
        public List<Versioned<HomeSession>> live(UserId user) {
            return store.live(user);
        }

        @Override
        public List<Versioned<HomeSession>> liveAfter(LoginId after, int max) {
            return store.liveAfter(after, max);
        }

        @Override
        public List<Versioned<HomeSession>> claim(Instant now, Lease lease, int max) {
            return store.claim(now, lease, max);
        }

        @Override
        public void handOver(String node) {
            store.handOver(node);
        }

        @Override
        public void bury(LoginId login) {
            store.bury(login);
        }

        @Override
        public int freeBaseDevices() {
            return store.freeBaseDevices();
        }

        @Override
        public void forget(Instant issuedBefore) {
            store.forget(issuedBefore);
        }
    }
}
