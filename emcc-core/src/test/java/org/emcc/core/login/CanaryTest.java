package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.InMemoryCredentials;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginMove;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.StoreException;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Logins of every kind of end, with every port watched: the PIN is in nothing that is stored, told, logged or thrown. */
class CanaryTest {
    private final LoginFixture.ManualTime time = new LoginFixture.ManualTime();
    private final InProcessLink wire = InProcessLink.create();
    private final InMemoryCredentials pins = LoginFixture.credentials(time.clock);
    private final LoginFixture.FakeFiles homeFiles = new LoginFixture.FakeFiles();
    private final LoginFixture.FakeFiles visitingFiles = new LoginFixture.FakeFiles();
    private final List<String> watched = new ArrayList<>();
    private boolean storesFail;
    private HomeCluster home;
    private VisitingCluster visiting;

    private final LoginListener listener = new LoginListener() {
        @Override
        public void step(LoginStep step) {
            search("a step", step);
        }

        @Override
        public void moved(LoginMove move) {
            search("a move", move);
        }
    };

    private void build(ClusterConfiguration.Builder nyc) {
        ClusterLink link = watch(ClusterLink.class, wire, false);
        home = HomeCluster.builder(LoginFixture.directories(nyc), pins, homeFiles, link)
                .store(watch(HomeLoginStore.class, HomeLoginStore.inMemory(), true))
                .control(LoginFixture.resets(new ArrayList<>()))
                .clock(time.clock)
                .timers(time)
                .listener(listener)
                .build();
        visiting = VisitingCluster.builder(
                        LoginFixture.directories(LoginFixture.lon()), link, visitingFiles, LoginFixture::logoutUri)
                .store(watch(VisitingLoginStore.class, VisitingLoginStore.inMemory(), true))
                .control(LoginFixture.resets(new ArrayList<>()))
                .clock(time.clock)
                .timers(time)
                .listener(listener)
                .build();
        wire.join(home).join(visiting);
    }

    /** The same port, of which everything that goes in or comes out is searched; of a store also what its text does not show. */
    private <T> T watch(Class<T> port, T real, boolean store) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    String where = port.getSimpleName() + "." + method.getName();
                    for (Object argument : arguments == null ? new Object[0] : arguments) {
                        search(where, argument);
                        if (store) {
                            searchDeep(where, argument);
                        }
                    }
                    if (store && storesFail && method.getName().equals("save")) {
                        throw new StoreException("the store is away", true, new IllegalStateException("cut"));
                    }
                    try {
                        Object answer = method.invoke(real, arguments);
                        search(where, answer);
                        return answer;
                    } catch (InvocationTargetException e) {
                        Canary.mustNotBeIn(where, e.getCause());
                        throw e.getCause();
                    }
                }));
    }

    private void search(String where, Object value) {
        watched.add(where);
        Canary.mustNotBeIn(where, String.valueOf(value));
    }

    /** Walks through what a stored value holds; a PIN object would be stored though it does not print. */
    private static void searchDeep(String where, Object root) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> left = new ArrayDeque<>(List.of(root));
        while (!left.isEmpty()) {
            Object value = left.pop();
            if (value instanceof Pin) {
                Canary.mustNotBeIn(where + ", a PIN object", Canary.PIN);
            }
            if (value instanceof CharSequence text) {
                Canary.mustNotBeIn(where, text);
            }
            if (seen.add(value)) {
                left.addAll(parts(value));
            }
        }
    }

    private static Collection<?> parts(Object value) {
        if (value instanceof Collection<?> all) {
            return all;
        }
        if (value instanceof Map<?, ?> map) {
            return map.values();
        }
        if (value instanceof Optional<?> optional) {
            return optional.stream().toList();
        }
        List<Object> parts = new ArrayList<>();
        for (Class<?> type = value.getClass(); type.getName().startsWith("org.emcc."); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    Optional.ofNullable(read(field, value)).ifPresent(parts::add);
                }
            }
        }
        return parts;
    }

    private static Object read(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private LoginOutcome login() {
        LoginRequest request = LoginRequest.builder(LoginFixture.PHONE, "alice", LoginFixture.PIN)
                .build();
        search("the request", request);
        CompletableFuture<LoginOutcome> outcome = visiting.login(request);
        search("the outcome", outcome.join());
        return outcome.join();
    }

    @Test
    void aLoginAndALogout() {
        build(LoginFixture.nyc());
        assertThat(login()).isInstanceOf(LoginOutcome.LoggedIn.class);
        home.registered(LoginFixture.PHONE);
        search("the session at home", home.session(LoginFixture.PHONE));
        search("the session at visiting", visiting.session(LoginFixture.PHONE));
        search("the temporary device", home.temporaryDevice(LoginFixture.PHONE));
        visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();

        assertThat(watched)
                .contains(
                        "a step",
                        "ClusterLink.login",
                        "HomeLoginStore.reserve",
                        "HomeLoginStore.save",
                        "VisitingLoginStore.open",
                        "VisitingLoginStore.save");
    }

    @Test
    void aChoiceAPinChangeAndALock() {
        build(LoginFixture.nyc()
                .profiles(List.of(
                        LoginFixture.profile(LoginFixture.DESK),
                        LoginFixture.profile(DeviceProfileName.of("UDP-other"))))
                .users(List.of(LoginFixture.alice()
                        .controlledProfiles(List.of(LoginFixture.DESK, DeviceProfileName.of("UDP-other")))
                        .build())));
        assertThat(login()).isInstanceOf(LoginOutcome.ChooseProfile.class);
        pins.setToBeChanged(LoginFixture.ALICE, LoginFixture.PIN);
        assertThat(login()).isInstanceOf(LoginOutcome.ChangePin.class);
        search("a change", pins.change(LoginFixture.ALICE, LoginFixture.PIN, LoginFixture.PIN, LoginFixture.LON));
        search("a change", pins.change(LoginFixture.ALICE, LoginFixture.PIN, Pin.of("314159"), LoginFixture.LON));
        for (int i = 0; i < 4; i++) { // the PIN is wrong by now, and then locked
            assertThat(login()).isInstanceOf(LoginOutcome.Refused.class);
        }
        search("the credentials", pins);
    }

    @Test
    void failuresOfEveryPort() {
        build(LoginFixture.nyc());
        homeFiles.broken = true;
        assertThat(login()).isInstanceOf(LoginOutcome.Refused.class);
        homeFiles.broken = false;
        visitingFiles.broken = true;
        assertThat(login()).isInstanceOf(LoginOutcome.Refused.class);
        visitingFiles.broken = false;
        storesFail = true;
        assertThat(login()).isInstanceOf(LoginOutcome.Refused.class);
        storesFail = false;
        time.advance(Duration.ofHours(1));
        assertThat(Canary.log()).contains("the file service is broken", "the store is away");
    }

    @Test
    void pinsThatCannotBeAreNotQuoted() {
        String longPin = Canary.PIN.repeat(13);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Pin.of(longPin))
                .satisfies(thrown -> Canary.mustNotBeIn("an exception", thrown));
    }

    /** The watching itself: every level is in the log that is searched, and a PIN in a stored value is seen. */
    @Test
    void theWatchingBites() {
        LoggerFactory.getLogger("org.emcc.canary").trace("a line at the finest level");

        assertThat(Canary.log()).contains("a line at the finest level");
        assertThat(Canary.isIn("PIN=" + Canary.PIN + ".")).isTrue();
        assertThat(parts(LoginRequest.builder(LoginFixture.PHONE, "alice", LoginFixture.PIN)
                        .build()))
                .anyMatch(Pin.class::isInstance);
    }
}
