package org.emcc.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.TemporaryDevice;

/**
 * The files of one life, lost with it. What was withdrawn or restored stays so: a call for the same login that comes later changes
 * nothing, nor does one for an older login than that which is served.
 */
final class Files implements PhoneFiles {
    /**
     * A file of home.
     *
     * @param login whose
     * @param withdrawn whether it is served for its grace time only
     */
    record Served(LoginId login, boolean withdrawn) {}

    private final Life life;
    final Map<DeviceName, Served> home = new HashMap<>();
    final Map<DeviceName, LoginId> redirects = new HashMap<>();
    final Set<LoginId> withdrawn = new HashSet<>();
    final Set<LoginId> restored = new HashSet<>();

    Files(Life life) {
        this.life = life;
    }

    @Override
    public PublishedFile publish(TemporaryDevice device) {
        life.enter();
        LoginId login = device.login();
        life.subject = life.world().login(login);
        life.say(() -> "publishes the home file of " + life.world().login(login));
        Served served = home.get(device.name());
        boolean fenced = withdrawn.contains(login);
        if (!fenced && (served == null || served.login().compareTo(login) <= 0)) {
            home.put(device.name(), new Served(login, false));
            life.subject.filesReady = true;
        }
        return new PublishedFile(device.name() + ".cnf.xml", 1);
    }

    @Override
    public void withdraw(LoginId login, DeviceName device, Duration grace) {
        life.enter();
        life.say(() -> "withdraws the home file of " + life.world().login(login));
        withdrawn.add(login);
        Served served = home.get(device);
        if (served != null && served.login().equals(login)) {
            if (grace.isZero()) {
                home.remove(device);
            } else if (!served.withdrawn()) {
                Served last = new Served(login, true);
                home.put(device, last);
                life.order(Alarm.Label.GRACE, grace, life.world().login(login), () -> home.remove(device, last));
            }
        }
    }

    @Override
    public PublishedFile redirect(LoginId login, Redirect redirect) {
        life.enter();
        Login of = life.world().login(login);
        life.say(() -> "publishes the redirect of " + of);
        LoginId served = redirects.get(redirect.device());
        boolean fenced = restored.contains(login);
        if (!fenced && (served == null || served.compareTo(login) <= 0)) {
            redirects.put(redirect.device(), login);
            life.world().hold(of.filesReady, 5, () -> "the redirect of " + of + " came before home's files");
        }
        return new PublishedFile(redirect.device() + ".cnf.xml", 1);
    }

    @Override
    public void restore(LoginId login, DeviceName device) {
        life.enter();
        life.say(() -> "restores the phone's own file, for " + life.world().login(login));
        restored.add(login);
        LoginId served = redirects.get(device);
        if (served != null && served.compareTo(login) <= 0) {
            redirects.remove(device);
        }
    }
}
