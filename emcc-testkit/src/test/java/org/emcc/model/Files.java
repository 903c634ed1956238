package org.emcc.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The files of one life, lost with it. What was withdrawn or restored stays so: a call for the same login that comes later changes
 * nothing, nor does one for an older login than that which is served.
 */
final class Files {
    private final Life life;

    /** Whose home file is served, by phone. */
    final @Nullable Login[] home;

    /** Whether it is served for its grace time only, by phone. */
    final boolean[] last;

    /** Whose redirect is served, by phone. */
    final @Nullable Login[] redirects;

    /** Sets of logins. */
    int withdrawn;

    int restored;

    Files(Life life) {
        int phones = life.world().phones.length;
        this.life = life;
        this.home = new Login[phones];
        this.last = new boolean[phones];
        this.redirects = new Login[phones];
    }

    Files(Life life, Files from) {
        this.life = life;
        this.home = from.home.clone();
        this.last = from.last.clone();
        this.redirects = from.redirects.clone();
        this.withdrawn = from.withdrawn;
        this.restored = from.restored;
    }

    void publish(Login login) {
        life.say(() -> "publishes the home file of " + login);
        int phone = login.phone().index;
        Login served = home[phone];
        boolean fenced = (withdrawn & login.bit()) != 0;
        if (!fenced && (served == null || served.index() <= login.index())) {
            home[phone] = login;
            last[phone] = false;
            life.world().filesReady |= login.bit();
        }
    }

    void withdraw(Login login, Duration grace) {
        life.say(() -> "withdraws the home file of " + login);
        withdrawn |= login.bit();
        int phone = login.phone().index;
        if (home[phone] == login) {
            if (grace.isZero()) {
                home[phone] = null;
            } else if (!last[phone]) {
                last[phone] = true;
                life.order(Alarm.Label.GRACE, grace, login, null);
            }
        }
    }

    void graceIsOver(Login login) {
        int phone = login.phone().index;
        if (home[phone] == login && last[phone]) {
            home[phone] = null;
            last[phone] = false;
        }
    }

    void redirect(Login login) {
        life.say(() -> "publishes the redirect of " + login);
        int phone = login.phone().index;
        Login served = redirects[phone];
        boolean fenced = (restored & login.bit()) != 0;
        if (!fenced && (served == null || served.index() <= login.index())) {
            redirects[phone] = login;
            life.world()
                    .hold(
                            (life.world().filesReady & login.bit()) != 0,
                            5,
                            () -> "the redirect of " + login + " came before home's files");
        }
    }

    void restore(Login login) {
        life.say(() -> "restores the phone's own file, for " + login);
        restored |= login.bit();
        int phone = login.phone().index;
        Login served = redirects[phone];
        if (served != null && served.index() <= login.index()) {
            redirects[phone] = null;
        }
    }

    /** Whether a file of a login is served, for more than its grace time. */
    boolean publishes(Login login) {
        return home[login.phone().index] == login && !last[login.phone().index];
    }

    boolean redirects(Login login) {
        return redirects[login.phone().index] == login;
    }

    boolean areEmpty() {
        for (int i = 0; i < home.length; i++) {
            if (home[i] != null || redirects[i] != null) {
                return false;
            }
        }
        return true;
    }
}
