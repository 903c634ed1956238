package org.emcc.simulation;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.TemporaryDevice;

/**
 * The files that the nodes of a cluster serve, lost when the last of them is gone. What was withdrawn or restored stays so: a call for
 * the same login that comes later changes nothing, nor does one for an older login than that which is served.
 */
final class SimFiles {
    private final SimCluster cluster;
    private final SimWorld world;
    private final Map<DeviceName, HomeFile> home = new LinkedHashMap<>();
    private final Map<DeviceName, RedirectFile> redirects = new LinkedHashMap<>();
    private final Set<LoginId> withdrawn = new HashSet<>();
    private final Set<LoginId> restored = new HashSet<>();

    /**
     * A home file that is served.
     *
     * @param last whether for its grace time only
     */
    record HomeFile(SimLogin login, boolean last) {}

    record RedirectFile(SimLogin login, Redirect redirect) {}

    SimFiles(SimCluster cluster) {
        this.cluster = cluster;
        this.world = cluster.world;
    }

    Map<DeviceName, HomeFile> home() {
        return home;
    }

    Map<DeviceName, RedirectFile> redirects() {
        return redirects;
    }

    /** The way of one node to them, closed when its life ends, and out of order at times. */
    PhoneFiles of(SimLife life) {
        return new Port(life);
    }

    private void publish(SimLogin login) {
        HomeFile served = home.get(login.device());
        if (!withdrawn.contains(login.id)
                && (served == null || served.login().id.compareTo(login.id) <= 0)) {
            home.put(login.device(), new HomeFile(login, false));
            login.filesReady = true;
        }
    }

    private void withdraw(SimLogin login, Duration grace) {
        withdrawn.add(login.id);
        HomeFile served = home.get(login.device());
        if (served != null && served.login() == login && !served.last()) {
            if (grace.isZero()) {
                home.remove(login.device());
            } else {
                home.put(login.device(), new HomeFile(login, true));
                world.time.after(grace.toMillis(), () -> graceIsOver(login));
            }
        }
    }

    private void graceIsOver(SimLogin login) {
        HomeFile served = home.get(login.device());
        if (served != null && served.login() == login && served.last()) {
            home.remove(login.device());
            world.promises.changed(cluster);
        }
    }

    private void redirect(SimLogin login, Redirect redirect) {
        RedirectFile served = redirects.get(redirect.device());
        if (!restored.contains(login.id) && (served == null || served.login().id.compareTo(login.id) <= 0)) {
            redirects.put(redirect.device(), new RedirectFile(login, redirect));
            world.promises.redirected(login);
        }
    }

    private void restore(SimLogin login) {
        restored.add(login.id);
        RedirectFile served = redirects.get(login.device());
        if (served != null && served.login() == login) {
            redirects.remove(login.device());
        }
    }

    private final class Port implements PhoneFiles {
        private final SimLife life;

        Port(SimLife life) {
            this.life = life;
        }

        @Override
        public PublishedFile publish(TemporaryDevice device) {
            world.promises.seen(device);
            SimLogin login = world.login(device.login());
            does(login, "publishes the home file of " + login, () -> SimFiles.this.publish(login));
            return new PublishedFile(device.name() + ".cnf.xml", 1);
        }

        @Override
        public void withdraw(LoginId id, DeviceName device, Duration grace) {
            SimLogin login = world.login(id);
            does(login, "withdraws the home file of " + login, () -> SimFiles.this.withdraw(login, grace));
        }

        @Override
        public PublishedFile redirect(LoginId id, Redirect redirect) {
            world.promises.seen(redirect);
            SimLogin login = world.login(id);
            does(login, "publishes the redirect of " + login, () -> SimFiles.this.redirect(login, redirect));
            return new PublishedFile(redirect.device() + ".cnf.xml", 1);
        }

        @Override
        public void restore(LoginId id, DeviceName device) {
            SimLogin login = world.login(id);
            does(login, "restores the phone's own file, for " + login, () -> SimFiles.this.restore(login));
        }

        private void does(SimLogin login, String what, Runnable action) {
            life.enterPort();
            life.say(login, what);
            action.run();
            life.changed();
            life.enterPort();
            life.survives();
        }
    }
}
