package org.emcc.simulation;

import org.emcc.core.id.UserId;
import org.emcc.core.user.MaximumLoginTime;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;

/** A user, who is at home in one cluster. What his cluster knows of him may change. */
public final class SimUser {
    /** Digits that are in no address, port, number or time of a world; whatever is logged is searched for them too. */
    static final String CANARY = Canary.PIN;

    final SimCluster home;
    final UserId id;
    final String number;
    int profiles = 1;
    boolean enabled = true;
    MaximumLoginTime limit = MaximumLoginTime.systemDefault();
    Pin pin;

    SimUser(SimCluster home, String name, String number) {
        this.home = home;
        this.id = UserId.of(name);
        this.number = number;
        this.pin = Pin.of(CANARY + number.substring(number.length() - 2));
    }

    /** His user ID. */
    public UserId id() {
        return id;
    }

    /** His PIN, as his cluster has it. */
    public Pin pin() {
        return pin;
    }

    /** A PIN that is wrong. */
    public Pin wrongPin() {
        return Pin.of(CANARY + "999");
    }

    /** How many device profiles he may choose from; one at first. Takes effect with {@link SimCluster#configure}. */
    public SimUser profiles(int count) {
        this.profiles = count;
        return this;
    }

    /** Whether <em>Enable Extension Mobility Cross Cluster</em> is ticked; it is at first. Takes effect with {@link SimCluster#configure}. */
    public SimUser enabled(boolean ticked) {
        this.enabled = ticked;
        return this;
    }

    /** How long he may be logged in; the default of his cluster at first. Takes effect with {@link SimCluster#configure}. */
    public SimUser limit(MaximumLoginTime most) {
        this.limit = most;
        return this;
    }

    @Override
    public String toString() {
        return id.value();
    }
}
