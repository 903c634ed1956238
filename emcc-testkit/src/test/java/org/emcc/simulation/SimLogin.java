package org.emcc.simulation;

import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.jspecify.annotations.Nullable;

/** An exchange that began at a phone, as the world knows it: what is true of it, whatever the clusters believe. */
final class SimLogin {
    final int number;
    final LoginId id;
    final SimPhone phone;

    /** Whose login it is; nobody's, when no cluster has such a user. */
    final @Nullable SimUser user;

    /** Whether the PIN was that of the user when it was typed. */
    final boolean goodPin;

    /** How often home took the PIN for good. */
    int checks;

    /** Home's files were ready at some time. */
    boolean filesReady;

    /** Visiting's administrator has cleaned up its side. */
    boolean cleanedUp;

    SimLogin(int number, LoginId id, SimPhone phone, @Nullable SimUser user, boolean goodPin) {
        this.number = number;
        this.id = id;
        this.phone = phone;
        this.user = user;
        this.goodPin = goodPin;
    }

    DeviceName device() {
        return phone.device;
    }

    @Override
    public String toString() {
        return "login " + number + (user == null ? " of nobody" : " of " + user.id) + " at " + phone.device;
    }
}
