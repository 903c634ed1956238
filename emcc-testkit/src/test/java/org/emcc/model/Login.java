package org.emcc.model;

import org.emcc.core.id.LoginId;
import org.jspecify.annotations.Nullable;

/** What the world knows of a login that was tried. */
final class Login {
    final Handset phone;
    final int number;
    final boolean goodPin;

    @Nullable
    LoginId id;

    /** How often home took the PIN of this very request for good. */
    int positiveChecks;

    /** Home's files were ready at some time. */
    boolean filesReady;

    Login(Handset phone, int number, boolean goodPin) {
        this.phone = phone;
        this.number = number;
        this.goodPin = goodPin;
    }

    /** Its name as a site sees it: the same for mirrored worlds. */
    int name(int site) {
        return (phone.site.index == site ? 0 : 64) + phone.number * 8 + number + 1;
    }

    Site home() {
        return phone.site.peer();
    }

    @Override
    public String toString() {
        return "login " + (number + 1) + " at " + phone;
    }
}
