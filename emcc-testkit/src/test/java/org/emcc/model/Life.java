package org.emcc.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.emcc.core.session.LogoutCause;
import org.jspecify.annotations.Nullable;

/** A cluster from one start to its next crash. */
abstract class Life {
    final Site site;
    final Files files;
    final List<Alarm> alarms;
    boolean dead;

    /** Effects that outlive a crash, since the action began. */
    int effects;

    /** After how many of them this life ends; never, when negative. */
    int endsAfter = -1;

    /** The login that the cluster is busy with, as far as is known. */
    @Nullable
    Login subject;

    Life(Site site) {
        this.site = site;
        this.files = new Files(this);
        this.alarms = new ArrayList<>();
    }

    /** A copy; its alarms wait for the copies of their calls. */
    Life(Site site, Life from, World.Calls calls) {
        this.site = site;
        this.files = new Files(this, from.files);
        this.alarms = new ArrayList<>(from.alarms.size() + 2);
        for (Alarm alarm : from.alarms) {
            alarms.add(
                    alarm.call == null
                            ? alarm
                            : new Alarm(
                                    alarm.serial,
                                    alarm.label,
                                    alarm.when,
                                    alarm.task,
                                    alarm.login,
                                    calls.copy(alarm.call)));
        }
    }

    // What the cluster is asked to do.

    abstract void recover();

    abstract void logIn(Login login);

    abstract void logOutByVisiting(Handset phone, LogoutCause cause);

    abstract void logOutByHome(Handset phone);

    abstract void maintain();

    abstract void registered(Handset phone);

    abstract void unregistered(Handset phone);

    /** Answers a question of the other cluster. */
    abstract Object answer(Call question);

    /** Goes on with an answer, and the question is no longer open. */
    abstract void complete(Call question, Object answer);

    /** An alarm rings that was taken off the list. */
    abstract void ring(Alarm alarm);

    /** Whether home says that the phone may register. */
    abstract boolean hasTemporaryDevice(Handset phone);

    // What it does to the world.

    final World world() {
        return site.world;
    }

    final void say(Supplier<String> what) {
        world().say(site.name(), site.name(), what);
    }

    /** An effect that outlives a crash was done; the crash may come now. */
    final void survives() {
        if (++effects == endsAfter) {
            dead = true;
            throw new Crash();
        }
    }

    final void send(Call call) {
        world().send(call);
        survives();
    }

    /** Restarts a phone at once; says whether it is registered here. */
    final boolean restart(Handset phone) {
        if (!world().isAt(phone, site.index)) {
            return false;
        }
        say(() -> "resets " + phone);
        world().places[phone.index] = Handset.Place.RESTARTING;
        survives();
        return true;
    }

    final Alarm order(Alarm.Label label, Duration wait, @Nullable Login login, @Nullable Call call) {
        Alarm alarm =
                new Alarm(world().nextSerial(), label, world().clock.instant().plus(wait), null, login, call);
        alarms.add(alarm);
        return alarm;
    }

    final void graceIsOver(Alarm alarm) {
        files.graceIsOver(Objects.requireNonNull(alarm.login, "a grace time is a login's"));
    }
}
