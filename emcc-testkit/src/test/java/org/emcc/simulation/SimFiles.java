package org.emcc.simulation;

import java.time.Duration;
import java.util.HashMap;
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
 * The files of one life of a cluster, lost with it. What was withdrawn or restored stays so: a call for the same login that comes
 * later changes nothing, nor does one for an older login than that which is served.
 */
final class SimFiles implements PhoneFiles {
    private final SimLife life;
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

    SimFiles(SimLife life) {
        this.life = life;
        this.world = life.cluster.world;
    }

    Map<DeviceName, HomeFile> home() {
        return home;
    }

    Map<DeviceName, RedirectFile> redirects() {
        return redirects;
    }

    @Override
    public PublishedFile publish(TemporaryDevice device) {
        life.enterPort();
        SimLogin login = world.login(device.login());
        life.say(login, "publishes the home file of " + login);
        HomeFile served = home.get(login.device());
        if (!withdrawn.contains(login.id) && (served == null || served.login().id.compareTo(login.id) <= 0)) {
            home.put(login.device(), new HomeFile(login, false));
            login.filesReady = true;
            life.changed();
        }
        life.survives();
        return new PublishedFile(device.name() + ".cnf.xml", 1);
    }

    @Override
    public void withdraw(LoginId id, DeviceName device, Duration grace) {
        life.enterPort();
        SimLogin login = world.login(id);
        life.say(login, "withdraws the home file of " + login);
        withdrawn.add(id);
        HomeFile served = home.get(device);
        if (served != null && served.login() == login && !served.last()) {
            if (grace.isZero()) {
                home.remove(device);
            } else {
                home.put(device, new HomeFile(login, true));
                life.after(grace, () -> graceIsOver(login));
            }
            life.changed();
        }
        life.survives();
    }

    private void graceIsOver(SimLogin login) {
        HomeFile served = home.get(login.device());
        if (served != null && served.login() == login && served.last()) {
            home.remove(login.device());
            life.changed();
        }
    }

    @Override
    public PublishedFile redirect(LoginId id, Redirect redirect) {
        life.enterPort();
        SimLogin login = world.login(id);
        life.say(login, "publishes the redirect of " + login);
        RedirectFile served = redirects.get(redirect.device());
        if (!restored.contains(id) && (served == null || served.login().id.compareTo(id) <= 0)) {
            redirects.put(redirect.device(), new RedirectFile(login, redirect));
            world.promises.redirected(login);
            life.changed();
        }
        life.survives();
        return new PublishedFile(redirect.device() + ".cnf.xml", 1);
    }

    @Override
    public void restore(LoginId id, DeviceName device) {
        life.enterPort();
        life.say(world.login(id), "restores the phone's own file, for " + world.login(id));
        restored.add(id);
        RedirectFile served = redirects.get(device);
        if (served != null && served.login().id.compareTo(id) <= 0) {
            redirects.remove(device);
            life.changed();
        }
        life.survives();
    }
}
