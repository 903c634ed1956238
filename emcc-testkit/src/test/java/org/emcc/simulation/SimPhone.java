package org.emcc.simulation;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhoneMenu;
import org.emcc.core.em.PhonePage;
import org.emcc.core.em.PhoneRequest;
import org.emcc.core.em.PhoneText;
import org.emcc.core.id.DeviceName;
import org.emcc.core.user.Pin;
import org.jspecify.annotations.Nullable;

/**
 * A phone of a simulated world, and whoever stands before it. It does what a desk phone does: reads its file, follows a redirect,
 * registers and refreshes that, shows pages and fills forms, restarts when it is reset, and begins anew wherever it gets no further.
 */
public final class SimPhone {
    /** How long a registration at home lasts without a refresh. */
    static final long REGISTRATION_MILLIS = 480_000;

    private static final long REFRESH_MILLIS = 180_000;
    private static final long BOOT_MILLIS = 6_000;
    private static final long PATIENCE_MILLIS = 8_000;
    private static final long PAUSE_MILLIS = 20_000;
    private static final long FORGOTTEN_MILLIS = 120_000;
    private static final int MOST_FAILURES = 3;

    final SimCluster site;
    final DeviceName device;
    private final SimWorld world;
    private boolean on;

    /** With whom it is registered, as far as it knows. */
    private @Nullable SimCluster registrar;

    /** What came to another step is late. */
    private long step;

    private int failures;
    private String display = "";

    /** The pages that were asked for; only the last is shown. */
    private long pages;

    SimPhone(SimCluster site, DeviceName device) {
        this.site = site;
        this.device = device;
        this.world = site.world;
    }

    // What is done to it.

    /** Switches it on, or off and on again. */
    public void powerOn() {
        on = true;
        restart("is switched on");
    }

    /** Switches it off: nobody is told. */
    public void powerOff() {
        on = false;
        step++;
        pages++;
        registrar = null;
        display = "";
        say(this.toString(), "is switched off");
        long off = step;
        world.time.after(FORGOTTEN_MILLIS, () -> {
            if (step == off) {
                site.expired(this);
            }
        });
    }

    /** The reset of a cluster arrives; whether it is obeyed. */
    boolean reset(SimCluster by) {
        if (!on || registrar != by) {
            return false;
        }
        restart("is reset");
        return true;
    }

    /** Its own cluster has crashed. */
    void siteIsDown() {
        if (registrar == site) {
            registrar = null;
        }
    }

    /** Its own cluster has started: a phone that was there comes again. */
    void registerSoon() {
        if (on && registrar == null) {
            long now = ++step;
            world.time.after(1 + world.tokens.nextInt(10_000), () -> {
                if (step == now) {
                    readFile();
                }
            });
        }
    }

    // What its user does.

    /** A user types his user ID and his PIN, and chooses the first profile if he is asked. */
    public void logIn(SimUser user) {
        logIn(user.id.value(), user.pin, 0);
    }

    /** A user types a wrong PIN. */
    public void logInWithWrongPin(SimUser user) {
        logIn(user.id.value(), user.wrongPin(), 0);
    }

    /** Somebody opens the service, types what is given, and chooses a profile by its number if he is asked. */
    public void logIn(String user, Pin pin, int profile) {
        if (isIdle()) {
            browse("device=" + device + "&EMCC=true", user, pin, page -> {
                if (page instanceof PhoneInput form) {
                    browse(filled(form, user, pin), user, pin, next -> choose(next, user, pin, profile));
                }
            });
        }
    }

    private void choose(PhonePage page, String user, Pin pin, int profile) {
        if (page instanceof PhoneMenu menu && profile < menu.items().size()) {
            browse(query(menu.items().get(profile).url()), user, pin, next -> {});
        }
    }

    /** The user asks to be logged out, where he is: at home the phone knows the address from its configuration. */
    public void logOut() {
        if (on && registrar != null) {
            browse("device=" + device + "&doLogout=true", null, null, page -> {});
        }
    }

    /** Whether it can show pages: it has come up, and is registered. */
    public boolean isIdle() {
        return on && registrar != null;
    }

    /** What it shows; nothing when no page has come since it was switched on. Restarts leave it as it is. */
    public String display() {
        return display;
    }

    /** With whom it is registered, as far as it knows. */
    public Optional<SimCluster> registeredWith() {
        return Optional.ofNullable(registrar);
    }

    /** Whether it is switched on. */
    public boolean isOn() {
        return on;
    }

    /** Its name. */
    public DeviceName device() {
        return device;
    }

    // Its browser.

    private static String filled(PhoneInput form, String user, Pin pin) {
        StringBuilder query = new StringBuilder(query(form.url()));
        for (PhoneInput.Item item : form.items()) {
            query.append('&')
                    .append(item.queryStringParam())
                    .append('=')
                    .append(item.flags().masked() ? String.valueOf(pin.reveal()) : user);
        }
        return query.toString();
    }

    private static String query(String url) {
        return URI.create(url).getRawQuery();
    }

    private void browse(String query, @Nullable String user, @Nullable Pin pin, Consumer<PhonePage> then) {
        long page = ++pages;
        PhoneRequest request = PhoneRequest.builder(site.service)
                .query(query)
                .remoteAddress("10." + site.index + ".1.1")
                .build();
        String words = request.carriesPin() ? "submits the login of " + user : "asks for a page: " + query;
        world.network.send(site.index, site.index, device, toString(), site.name(), words, false, only -> {
            SimLife life = site.life();
            if (life != null) {
                life.answer(this, request, user, pin, answer -> {
                    world.promises.seen(answer);
                    back(page, answer.page(), then);
                });
            }
        });
    }

    private void back(long number, PhonePage page, Consumer<PhonePage> then) {
        String text = text(page);
        world.network.send(site.index, site.index, device, site.name(), toString(), "page: " + text, false, only -> {
            if (on && pages == number) {
                display = text;
                then.accept(page);
            }
        });
    }

    private static String text(PhonePage page) {
        String head = page.head().prompt();
        return switch (page.kind()) {
            case TEXT -> head + ": " + ((PhoneText) page).text();
            case MENU ->
                head + ": "
                        + ((PhoneMenu) page)
                                .items().stream().map(PhoneMenu.Item::name).collect(Collectors.joining(", "));
            case INPUT -> head;
            case EXECUTE, RESPONSE, ERROR, OTHER -> page.kind().toString();
        };
    }

    // Its way through files and registrations.

    private void restart(String why) {
        say(toString(), why);
        SimCluster last = registrar;
        registrar = null;
        long now = ++step;
        if (last != null) {
            goodbye(last);
        }
        world.time.after(BOOT_MILLIS + world.tokens.nextInt((int) BOOT_MILLIS), () -> {
            if (step == now) {
                readFile();
            }
        });
    }

    private void goodbye(SimCluster last) {
        world.network.send(site.index, last.index, device, toString(), last.name(), "unregisters", false, only -> {
            SimLife life = last.life();
            if (life != null && registrar != last) {
                life.run("a good-bye", () -> life.unregister(this));
            }
        });
    }

    private void readFile() {
        ask(
                site,
                "reads its file",
                life -> Optional.ofNullable(site.files().redirects().get(device)),
                found -> found.isPresent() ? "a redirect" : "its own file",
                found -> {
                    if (found.isEmpty()) {
                        register(site);
                    } else {
                        follow(world.clusterOf(
                                found.get().redirect().homeTftpServers().get(0)));
                    }
                });
    }

    private void follow(SimCluster home) {
        ask(
                home,
                "reads its home file",
                life -> home.servesHomeFile(device),
                found -> found ? "the home file" : "no such file",
                found -> {
                    if (found) {
                        register(home);
                    } else {
                        pause();
                    }
                });
    }

    private void register(SimCluster with) {
        ask(with, "registers", life -> life.register(this), taken -> taken ? "200" : "404", taken -> {
            if (taken) {
                registrar = with;
                failures = 0;
                refreshLater(with);
            } else {
                registrar = null;
                pause();
            }
        });
    }

    /** At its own cluster it stays until something happens there. */
    private void refreshLater(SimCluster with) {
        long now = ++step;
        if (with != site) {
            world.time.after(REFRESH_MILLIS, () -> {
                if (step == now) {
                    register(with);
                }
            });
        }
    }

    /** Begins anew, a while later. */
    private void pause() {
        long now = ++step;
        world.time.after(PAUSE_MILLIS, () -> {
            if (step == now) {
                readFile();
            }
        });
    }

    /** Asks a cluster for one thing; without an answer the phone begins anew, from where it is registered after some more tries. */
    private <T> void ask(
            SimCluster whom, String what, Function<SimLife, T> question, Function<T, String> words, Consumer<T> then) {
        long now = ++step;
        boolean routine = registrar == whom; // a refresh
        world.network.send(site.index, whom.index, device, toString(), whom.name(), what, routine, only -> {
            SimLife life = whom.life();
            if (life != null) {
                life.run(what, () -> {
                    T reply = question.apply(life);
                    world.network.send(
                            whom.index,
                            site.index,
                            device,
                            whom.name(),
                            toString(),
                            words.apply(reply),
                            routine,
                            alone -> {
                                if (step == now) {
                                    then.accept(reply);
                                }
                            });
                });
            }
        });
        world.time.after(PATIENCE_MILLIS, () -> {
            if (step == now) {
                noAnswer();
            }
        });
    }

    private void noAnswer() {
        SimCluster at = registrar;
        if (at != null && ++failures < MOST_FAILURES) {
            register(at);
        } else {
            registrar = null;
            failures = 0;
            pause();
        }
    }

    private void say(String to, String what) {
        world.journal.say(toString(), to, device, what);
    }

    @Override
    public String toString() {
        return device.value();
    }
}
